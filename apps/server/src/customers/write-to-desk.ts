import { activeStatuses, type Actor } from "@kvit/domain/tickets";
import { AppError } from "../platform/app-error.ts";
import { executeCommand } from "../tickets/execute-command.ts";
import { insertMessage } from "../tickets/messages.queries.ts";
import { openTicket } from "../tickets/open-ticket.ts";
import type { StoredTicket } from "../tickets/stored-ticket.ts";
import { lockTicket } from "../tickets/tickets.queries.ts";
import type { Work } from "../tickets/unit-of-work.ts";
import type { CustomersDeps } from "./customers-deps.ts";
import { standingAt } from "./find-request.ts";
import { isAtWork, selectSurroundings } from "./request.queries.ts";

/** What a customer wrote, and the files stored for it. */
export type Words = { readonly text: string; readonly attachmentIds: readonly number[] };

/** `ticketId`: where the words went, which is another ticket when this one can no longer be reopened. */
export type Written = { readonly ticketId: number; readonly followedUp: boolean };

type Deps = Pick<CustomersDeps, "accountId" | "mails">;

/**
 * A customer's message by a page: into the ticket, which it opens or reopens as
 * the table says; after the reopen window into the request that follows it up,
 * begun now unless one is already under way. `stored` must be held.
 */
export async function writeToDesk(
  work: Work,
  deps: Deps,
  stored: StoredTicket,
  words: Words,
): Promise<Written> {
  const standing = await standingAt(work.tx, deps.accountId, stored, work.now);
  if (standing === null) throw new AppError("not-found");
  if (standing.stage !== "locked") {
    await receive(work, deps, stored, words);
    return { ticketId: stored.ticket.id, followedUp: false };
  }
  const running = await lockRunningFollowUp(work, deps, stored);
  if (running !== null) {
    await receive(work, deps, running, words);
    return { ticketId: running.ticket.id, followedUp: true };
  }
  return { ticketId: await openFollowUp(work, deps, stored, words), followedUp: true };
}

export function byCustomer(stored: StoredTicket): { actor: Actor; cause: { kind: "hand" } } {
  return { actor: { kind: "customer", id: stored.ticket.requesterId }, cause: { kind: "hand" } };
}

/** Who gets a ticket that its customer reopens: undefined for whoever had it, null for the department's queue when they left. */
export async function assigneeOnReopening(
  work: Work,
  accountId: number,
  { ticket }: StoredTicket,
): Promise<null | undefined> {
  if (ticket.assigneeId === null) return undefined;
  return (await isAtWork(work.tx, accountId, ticket.assigneeId)) ? undefined : null;
}

async function receive(work: Work, deps: Deps, stored: StoredTicket, words: Words): Promise<void> {
  const { accountId } = deps;
  await executeCommand(work, {
    accountId,
    target: { id: stored.ticket.id },
    name: "receive",
    by: byCustomer(stored),
    input: async () => ({
      ...(await insertMessage(work.tx, {
        accountId,
        ticketId: stored.ticket.id,
        at: work.now,
        ...(await messageOf(work, deps, stored, words)),
      })),
      assignTo: await assigneeOnReopening(work, accountId, stored),
    }),
  });
}

async function messageOf(work: Work, { accountId }: Deps, stored: StoredTicket, words: Words) {
  const { contact } = await selectSurroundings(work.tx, accountId, stored.ticket.id);
  return {
    kind: "customer",
    channel: channelOf(stored),
    author: { actor: byCustomer(stored).actor, name: contact.name, address: contact.address },
    language: contact.language ?? stored.language,
    text: words.text,
    attachmentIds: words.attachmentIds,
  } as const;
}

/** What belongs to a sample ticket stays part of the sample. */
function channelOf({ channel }: StoredTicket): "sample" | "form" {
  return channel === "sample" ? "sample" : "form";
}

async function lockRunningFollowUp(
  work: Work,
  deps: Deps,
  { ticket }: StoredTicket,
): Promise<StoredTicket | null> {
  const last = ticket.links.findLast((link) => link.kind === "followed-up-by");
  if (last === undefined) return null;
  const stored = await lockTicket(work.tx, deps.accountId, { id: last.ticketId });
  if (stored === null || stored.ticket.requesterId !== ticket.requesterId) return null;
  const isRunning = activeStatuses.some((status) => status === stored.ticket.status);
  return isRunning && stored.ticket.mergedInto === null ? stored : null;
}

async function openFollowUp(work: Work, deps: Deps, stored: StoredTicket, words: Words): Promise<number> {
  const { accountId } = deps;
  const { ticket } = stored;
  const by = byCustomer(stored);
  const opened = await openTicket(work, {
    accountId,
    subject: ticket.subject,
    requesterId: ticket.requesterId,
    departmentId: ticket.departmentId,
    links: [{ kind: "follow-up-of", ticketId: ticket.id }],
    channel: channelOf(stored),
    mailboxId: stored.mailboxId,
    language: stored.language,
    ...by,
    message: await messageOf(work, deps, stored, words),
  });
  await executeCommand(work, {
    accountId,
    target: { id: ticket.id },
    name: "link",
    by,
    input: { kind: "followed-up-by", ticketId: opened.ticket.id },
  });
  await deps.mails.receipt(work, { accountId, stored: opened.stored });
  return opened.ticket.id;
}
