import { z } from "zod";

const outboxKinds = [
  "reply",
  "receipt",
  "solved",
  "merged",
  "ladder",
  "nudge",
  "invitation",
  "reset",
  "code",
  "links",
  "test",
] as const;
export type OutboxKind = (typeof outboxKinds)[number];

/** Mails that let their reader in: shown to nobody else, and forgotten once they have left. */
export const secretKinds: ReadonlySet<string> = new Set<OutboxKind>(["invitation", "reset", "code"]);

const file = z.object({
  sha256: z.string(),
  filename: z.string(),
  contentType: z.string(),
  contentId: z.string().nullable(),
  inline: z.boolean(),
});
const refusal = z.object({ address: z.string(), words: z.string() });

/** Everything the bytes of a mail are made from, fixed when it is written: each try sends the same ones. */
export const outgoingContent = z.object({
  from: z.object({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  /** RFC 3339; becomes the Date field. */
  date: z.string(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string(),
  html: z.string().nullable(),
  attachments: z.array(file),
  /** Never leaves the house: answers to sample tickets. */
  sandboxOnly: z.boolean(),
  /** The act that this mail tells of or asks about; undone, it says nothing. */
  act: z.string().nullable(),
  /** The states of the ticket in which it still says what is so; left out where that does not matter. */
  only: z.array(z.string()).optional(),
  /** A word of the closing ladder: from when the silence counts that it is about (microseconds since 1970). */
  silentSince: z.number().optional(),
  /** Recipients a mail system refused for good; not part of the bytes. */
  refused: z.array(refusal).default([]),
});
export type OutgoingContent = z.infer<typeof outgoingContent>;

/** A mail to be written into the outbox. */
export type NewOutgoing = {
  readonly accountId: number;
  readonly kind: OutboxKind;
  readonly ticketId: number | null;
  readonly messageId: number | null;
  readonly mailboxId: number | null;
  /** Without angle brackets. */
  readonly mailId: string;
  /** "" for the null path: nobody is to answer it, not even a mail system. */
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly content: OutgoingContent;
  /** RFC 3339. */
  readonly dueAt: string;
  readonly held: boolean;
};
