import { formatInstant } from "@kvit/domain/kernel";
import type { Work } from "../../../tickets/unit-of-work.ts";
import type { Letter } from "../mails/letter.ts";
import { insertOutgoing } from "./outbox.queries.ts";
import type { OutboxKind } from "./outgoing-mail.ts";
import { oneLine } from "./subject-line.ts";

export type DeskMail = {
  readonly accountId: number;
  readonly kind: OutboxKind;
  readonly mailboxId: number | null;
  readonly mailId: string;
  /** Whom a bounce goes to; "" for nobody. */
  readonly envelopeFrom: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly letter: Letter;
};

/** Puts a mail of the desk itself, about no ticket, into the outbox: marked as automatic, leaving at once. */
export async function insertDeskMail({ tx, now }: Pick<Work, "tx" | "now">, mail: DeskMail): Promise<void> {
  const { accountId, kind, mailboxId, mailId, envelopeFrom, from, to, letter } = mail;
  const date = formatInstant(now);
  await insertOutgoing(
    tx,
    {
      accountId,
      kind,
      ticketId: null,
      messageId: null,
      mailboxId,
      mailId,
      envelopeFrom,
      subject: oneLine(letter.subject),
      content: {
        from: { name: oneLine(from.name, 100), address: from.address },
        replyTo: null,
        to: [to],
        cc: [],
        date,
        inReplyTo: null,
        references: [],
        headers: [
          { name: "Auto-Submitted", value: "auto-generated" },
          { name: "X-Auto-Response-Suppress", value: "All" },
        ],
        text: letter.text,
        html: letter.html,
        attachments: [],
        sandboxOnly: false,
        act: null,
        refused: [],
      },
      dueAt: date,
      held: false,
    },
    now,
  );
}
