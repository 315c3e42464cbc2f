import { z } from "zod";
import { instant, pageQuery } from "./wire.ts";

export const intakeState = z.enum(["pending", "message", "suspended", "ignored", "failed"]);
export const door = z.enum(["smtp", "lmtp", "imap", "pipe"]);

/** One line of the mail ledger: a mail that came to a door, and what became of it. */
export const ledgerEntry = z.object({
  id: z.number().int(),
  door,
  mailbox: z.object({ id: z.number().int(), name: z.string() }),
  receivedAt: instant,
  state: intakeState,
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  subject: z.string().nullable(),
  messageId: z.string().nullable(),
  size: z.number().int(),
  sha256: z.string(),
  attempts: z.number().int(),
  ticket: z.number().int().nullable(),
  duplicateOf: z.number().int().nullable(),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;
export const ledgerQuery = pageQuery.extend({
  state: intakeState.optional(),
  door: door.optional(),
  q: z.string().max(200).optional(),
});

/** For each door what came in and what became of it; the parts add up to `received`. */
export const ledgerSums = z.object({
  doors: z.array(
    z.object({
      door,
      received: z.number().int(),
      pending: z.number().int(),
      message: z.number().int(),
      suspended: z.number().int(),
      ignored: z.number().int(),
      failed: z.number().int(),
    }),
  ),
});
export type LedgerSums = z.infer<typeof ledgerSums>;

/** A mail that we sent, or would have sent, as its recipient sees it. */
export const sandboxMail = z.object({
  id: z.number().int(),
  kind: z.string(),
  state: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  at: instant,
  ticket: z.number().int().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type SandboxMail = z.infer<typeof sandboxMail>;
