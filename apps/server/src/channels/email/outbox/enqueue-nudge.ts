import { randomUUID } from "node:crypto";
import type { MessageKey } from "@kvit/i18n";
import type { Nudge } from "../../../tickets/mail-port.ts";
import { referenceOf } from "../../../tickets/ticket-views.queries.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { buttons, heading, paragraph } from "../mails/blocks.ts";
import { letterOf } from "../mails/letter.ts";
import { firstLanguage, wordsIn } from "../mails/words.ts";
import { readDesk } from "./desk.queries.ts";
import { insertDeskMail } from "./insert-desk-mail.ts";
import { selectNudged } from "./nudged.queries.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { oneLine } from "./subject-line.ts";

const sentences: Readonly<Record<Nudge["rung"], MessageKey>> = {
  "remind-assignee": "nudgeMail.yours",
  "remind-lead": "nudgeMail.lead",
  escalate: "nudgeMail.escalated",
};

/** Tells our own people that a customer has waited too long, each in their language and by their clock. */
export async function enqueueNudge(work: Work, deps: OutboxDeps, nudge: Nudge): Promise<void> {
  const { accountId, stored, rung, since } = nudge;
  const { ticket } = stored;
  const desk = await readDesk(work.tx, accountId);
  for (const agent of await selectNudged(work.tx, accountId, nudge.agentIds)) {
    const words = wordsIn(firstLanguage([agent.language, desk.language]));
    const reference = referenceOf(agent.ticketPrefix, ticket.number);
    const title = words.t("nudgeMail.title", { reference });
    const isTheirs = rung === "remind-assignee" && ticket.assigneeId === agent.id;
    const sentence = rung === "remind-assignee" && !isTheirs ? "nudgeMail.lead" : sentences[rung];
    const told = words.t(sentence, {
      subject: oneLine(ticket.subject, 200),
      since: words.format(agent.timeZone).dateTime(since / 1000),
    });
    const url = `${deps.publicUrl}/t/${ticket.number}`;
    await insertDeskMail(work, {
      accountId,
      kind: "nudge",
      mailboxId: desk.mailboxId,
      mailId: `${randomUUID()}@${deps.ownHost}`,
      envelopeFrom: "",
      from: { name: desk.name, address: desk.address ?? `support@${deps.ownHost}` },
      to: agent.address,
      letter: letterOf({ language: words.language, deskName: desk.name, preview: told }, title, [
        heading(title),
        paragraph(told),
        buttons({ words: words.t("nudgeMail.open"), url }),
      ]),
    });
  }
}
