import { z } from "zod";
import { instant } from "./wire.ts";

/**
 * How the test mail of a mailbox fares: it leaves by the mailbox's relay for
 * the mailbox's own address and is to come back by the mailbox's door.
 * - `none`: none was sent yet
 * - `sending`: it has not left; `waiting`: it has left and is awaited
 * - `back`: it is here again, after `seconds`
 * - `refused`: the outgoing server, or one behind it, did not take it
 * - `missing`: it left and has not come back in due time; it may still come
 */
export const roundTrip = z.object({
  state: z.enum(["none", "sending", "waiting", "back", "refused", "missing"]),
  askedAt: instant.nullable(),
  /** From the wish to the return. */
  seconds: z.number().int().nullable(),
  /** The mailbox by which it came back, when that is another one. */
  cameInBy: z.string().nullable(),
  /** What a mail server said, in its own words. */
  technical: z.string().nullable(),
});
export type RoundTrip = z.infer<typeof roundTrip>;
