import { z } from "zod";
import { ticket, ticketQuery } from "./tickets.ts";
import { instant, sinceThen } from "./wire.ts";

/** What can be done to many tickets at once. Purging is not: it has no undo, and asks for each number to be typed. */
export const bulkVerbs = [
  "resolve",
  "reopen",
  "close",
  "postpone",
  "wake",
  "assign",
  "transfer",
  "prioritise",
  "tag",
  "spam",
  "not-spam",
  "delete",
  "restore",
] as const;
export type BulkVerb = (typeof bulkVerbs)[number];

/** The most tickets that one run takes. */
export const mostInBulk = 20_000;

const filter = ticketQuery.omit({ limit: true, cursor: true, sort: true, at: true });
export type BulkFilter = z.infer<typeof filter>;

export const beginBulk = z
  .object({
    verb: z.enum(bulkVerbs),
    /** As the verb takes it for one ticket. */
    body: z.record(z.string(), z.unknown()).optional(),
    numbers: z
      .array(z.number().int().positive().max(2_147_483_647))
      .min(1, "Name a ticket.")
      .max(mostInBulk)
      .optional(),
    /** Those that the list of tickets answers for these filters now. */
    filter: filter.optional(),
  })
  .strict()
  .refine(
    ({ numbers, filter: given }) => (numbers === undefined) !== (given === undefined),
    "Send numbers or filter, one of them.",
  );
export type BeginBulk = z.infer<typeof beginBulk>;

export const bulkRefusal = z.object({
  number: z.number().int(),
  /** A code that has its words in the catalogues. */
  reason: z.string(),
  detail: z.string(),
  since: sinceThen.nullable(),
});
export type BulkRefusal = z.infer<typeof bulkRefusal>;

export const bulkRun = z.object({
  id: z.number().int(),
  act: z.string(),
  /** A verb, or `undo`. */
  verb: z.string(),
  /** The act that this run takes back. */
  undoOf: z.string().nullable(),
  total: z.number().int(),
  /** How many had their turn: changed, refused, or as they should be already. */
  passed: z.number().int(),
  done: z.number().int(),
  refused: z.number().int(),
  state: z.enum(["running", "done", "stopped"]),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** The first hundred, by number. */
  refusals: z.array(bulkRefusal),
});
export type BulkRun = z.infer<typeof bulkRun>;

/** Something an agent did, as it stands on their stack. */
export const act = z.object({
  id: z.string(),
  at: instant,
  /** A verb; `undo` for what took another act back. */
  verb: z.string(),
  /** Whom, whither, how much, until when; by the names of the verb's own body. */
  detail: z.record(z.string(), z.unknown()),
  /** How many tickets, and the first fifty of their numbers. */
  count: z.number().int(),
  numbers: z.array(z.number().int()),
  undoOf: z.string().nullable(),
  undoneBy: z.string().nullable(),
  /** Why it cannot be taken back: it was already, or a day has gone by. What its tickets say is asked when it is tried. */
  cannot: z.enum(["undone", "too-late"]).nullable(),
});
export type ActView = z.infer<typeof act>;

/** What an undo led to: the tickets as they stand now, or, of many, the run that takes it back. */
export const undone = z.object({
  act: z.string(),
  undid: act,
  tickets: z.array(ticket),
  bulk: bulkRun.nullable(),
});
export type Undone = z.infer<typeof undone>;
