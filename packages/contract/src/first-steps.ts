import { z } from "zod";

/** How far a new desk has come, read from what happened. */
export const firstSteps = z.object({
  /** Sample tickets that are left. */
  samples: z.number().int().nonnegative(),
  /** The sample that teaches, while it waits for an answer. */
  teacher: z.number().int().nullable(),
  /** What was tried on the samples since the desk was set up; an answer to any ticket counts as well. */
  tried: z.object({ reply: z.boolean(), resolve: z.boolean(), undo: z.boolean() }),
  mailbox: z.object({
    /** The one to set up, when there is only one. */
    id: z.number().int().nullable(),
    address: z.boolean(),
    /** A mail of a customer has come in. */
    in: z.boolean(),
    /** A relay is set, the desk's or a mailbox's own. */
    out: z.boolean(),
    /** The test mail of a mailbox went out and came back. */
    back: z.boolean(),
  }),
  /** Somebody was invited, or is here already. */
  team: z.boolean(),
  /** There is a ticket that is no sample. */
  real: z.boolean(),
});
export type FirstSteps = z.infer<typeof firstSteps>;
