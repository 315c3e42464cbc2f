import { z } from "zod";
import { cleanLine, currentZoneName } from "@kvit/domain/kernel";

/** A moment on the wire: RFC 3339 in UTC with microseconds. */
export const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/,
    "Write a date-time such as 2026-11-22T13:10:00Z.",
  );
const addressWords = "Write an e-mail address such as ana@example.org.";
/**
 * An address that is known already, or one's own: whatever mail may come from
 * or go to, hosts of one name within a network included.
 */
export const anyAddress = z
  .string()
  .trim()
  .min(3)
  .max(320)
  .regex(/^[^\s\p{Cc}@<>,;:"\\]+@(?:[^\s\p{Cc}@<>,;:"\\]+|\[[^\s\p{Cc}@<>,;"\\]+\])$/u, addressWords);
/**
 * The address of a person who is written down by it: its domain has a dot, or
 * is an address literal (RFC 5321 §4.1.3) or localhost. `ana@example` is a
 * slip of the pen far more often than a host.
 */
export const emailAddress = anyAddress.regex(
  /@(?:[^.\s[\]]+(?:\.[^.\s[\]]+)+|localhost|\[[^\s[\]]+\])$/i,
  addressWords,
);
export const languages = ["en", "sl", "nb", "pl", "it", "cs"] as const;
export const language = z.enum(languages);
export type Language = z.infer<typeof language>;
/** A name of the IANA time zone database that this runtime knows; an old one becomes the one of today. */
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine((name) => zoneNamed(name) !== null, "Write a time zone such as Europe/Ljubljana.")
  .overwrite((name) => zoneNamed(name) ?? name);

function zoneNamed(name: string): string | null {
  try {
    return currentZoneName(new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone);
  } catch {
    return null;
  }
}

/** Text by people: no NUL and no half of a surrogate pair, which no store can keep. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (value) => !value.includes("\u0000") && value.isWellFormed(),
      "This text holds characters that cannot be stored.",
    );

/** What somebody or something is called: on one line, without controls that would turn what stands beside it. */
export const shownName = (max: number, words?: string) =>
  text(max).pipe(z.string().overwrite(cleanLine).min(1, words));

/** The answer without a body (204). */
export const nothing = z.undefined().describe("Done.");

/** The key of a row in a path. */
export const idParam = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

/** Keyset pagination: pass `next` back as `cursor`. Filters extend it; a mistyped one is refused, not left out. */
export const pageQuery = z
  .object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(500).optional(),
  })
  .strict();
/** The query of a route that takes none. */
export const noQuery = z.object({}).strict();
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** What came in between: an event's type, when, and who. */
export const sinceThen = z.object({ type: z.string(), at: instant, actor: z.string() });
export type SinceThen = z.infer<typeof sinceThen>;

/** A refusal or fault as RFC 9457 has it, with a code for programs and words for people. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string().optional(),
    /** What the caller may do instead, as names of commands. */
    possible: z.array(z.string()).optional(),
    /** The number of the ticket that refused, where it is not the one that was asked. */
    ticket: z.number().int().optional(),
    /** Of an undo that came too late: what happened since. */
    since: sinceThen.optional(),
    /** Which fields were wrong, and why. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;
