import type { MailPort } from "../../../tickets/mail-port.ts";
import { enqueueLadder } from "./enqueue-ladder.ts";
import { enqueueReceipt, readForReceipt } from "./enqueue-receipt.ts";
import { enqueueNudge } from "./enqueue-nudge.ts";
import { enqueueMerged } from "./enqueue-merged.ts";
import { enqueueReply, enqueueSolved } from "./enqueue-reply.ts";
import { holdAgain, holdUntil } from "./held-mails.queries.ts";
import { askNow, cancelHeld, cancelMerged, sendNow } from "./outbox.queries.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/** The way out for the mails that tickets cause. */
export function createTicketMails(deps: OutboxDeps): MailPort {
  return {
    reply: async (work, mail) => enqueueReply(work, deps, mail),
    async receipt(work, { accountId, stored }) {
      const { ticket, mailboxId } = stored;
      const about = await readForReceipt(work.tx, {
        accountId,
        contact: { id: ticket.requesterId },
        departmentId: ticket.departmentId,
        mailboxId,
        mails: { ticketId: ticket.id },
      });
      enqueueReceipt(work, deps, { accountId, stored, about });
    },
    solved: async (work, mail) => enqueueSolved(work, deps, mail),
    nudge: async (work, nudge) => enqueueNudge(work, deps, nudge),
    ladder: async (work, note) => enqueueLadder(work, deps, note),
    cancelHeld,
    holdAgain,
    holdUntil,
    sendHeld: async (work, { accountId, messageId }) => sendNow(work.tx, accountId, messageId, work.now),
    askNow: async (work, { accountId, ticketId }) => askNow(work.tx, accountId, ticketId, work.now),
    merged: async (work, mail) => enqueueMerged(work, deps, mail),
    cancelMerged,
  };
}
