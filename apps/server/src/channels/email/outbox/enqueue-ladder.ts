import { formatInstant } from "@kvit/domain/kernel";
import type { Status } from "@kvit/domain/tickets";
import type { LadderLetter, LadderNote } from "../../../tickets/mail-port.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { ladderMail } from "../mails/ladder-mail.ts";
import { composeMail } from "./compose-mail.ts";
import { holdEnd } from "./hold-end.ts";
import { insertOutgoing } from "./outbox.queries.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/** A mail that could not leave for a while and has been overtaken is not sent any more. */
const stillSo: Readonly<Record<LadderLetter["kind"], readonly Status[]>> = {
  remind: ["answered", "resolved"],
  notice: ["answered", "resolved"],
  resolved: ["resolved"],
  closed: ["closed"],
  reopened: ["new", "open", "answered", "postponed"],
};

/**
 * Tells the customer what silence led to, or what we decided, in the
 * transaction that did it: the mail cannot leave without the change, nor the
 * change stand without the mail. False when there is nobody to write to.
 */
export async function enqueueLadder(work: Work, deps: OutboxDeps, note: LadderNote): Promise<boolean> {
  const { accountId, stored, letter } = note;
  const mail = await composeMail(work, deps, {
    accountId,
    stored,
    kind: "ladder",
    only: stillSo[letter.kind],
    ...("since" in letter ? { silentSince: letter.since } : {}),
    author: "",
    act: note.act,
    write: ({ words, about, subject, reference, historyUrl, decisionUrl }) =>
      ladderMail(words, {
        deskName: about.deskName,
        subject,
        reference,
        historyUrl,
        decisionUrl,
        timeZone: about.timeZone,
        letter,
      }),
  });
  if (mail === null) return false;
  const dueAt = note.held ? holdEnd(work) : work.now;
  await insertOutgoing(
    work.tx,
    { ...mail, messageId: null, dueAt: formatInstant(dueAt), held: note.held },
    work.now,
  );
  return true;
}
