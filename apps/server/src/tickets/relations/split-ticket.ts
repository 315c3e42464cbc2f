import { randomUUID } from "node:crypto";
import { can } from "@kvit/domain/permissions";
import type { Ticket } from "@kvit/domain/tickets";
import { AppError } from "../../platform/app-error.ts";
import { findDepartmentId } from "../../people/find-people.queries.ts";
import { byAgent } from "../by-agent.ts";
import { demandExpected, executeCommand, type Executed } from "../execute-command.ts";
import { openTicket } from "../open-ticket.ts";
import { lockTicket, readEvents } from "../tickets.queries.ts";
import type { StoredTicket } from "../stored-ticket.ts";
import type { VerbCall } from "../verb-call.ts";
import type { Work } from "../unit-of-work.ts";
import { withdrawnMessages } from "../withdrawn-messages.ts";
import { selectSplittable, type SplittableMessage } from "./message-copies.queries.ts";

/**
 * Chosen messages begin a ticket of their own, linked both ways, as one act.
 * They stay in this one too and say where they went on. The new ticket is of
 * whoever wrote the first of them. Answers this ticket.
 */
export async function splitTicket(work: Work, call: VerbCall<"split">): Promise<Executed> {
  const { caller, number, body } = call;
  const { accountId } = caller;
  const stored = await lockTicket(work.tx, accountId, { number });
  if (stored === null || !mayRead(call, stored)) throw new AppError("not-found");
  demandExpected(stored.ticket, body);
  const messages = await chosenMessages(work, accountId, stored, body.messageIds);
  const { ticket } = stored;
  const departmentId = await departmentOf(work, call, ticket);
  const by = byAgent(caller);
  const act = randomUUID();
  const opened = await openTicket(work, {
    accountId,
    subject: body.subject ?? ticket.subject,
    requesterId: messages.find((message) => message.from === "customer")?.contactId ?? ticket.requesterId,
    departmentId,
    assigneeId: departmentId === ticket.departmentId ? ticket.assigneeId : null,
    priority: ticket.priority,
    links: [{ kind: "split-from", ticketId: ticket.id }],
    channel: stored.channel,
    mailboxId: stored.mailboxId,
    language: stored.language,
    actor: by.actor,
    cause: by.cause,
    act,
    message: {
      kind: "copied",
      messages: messages.map((message) => ({ ...message, writtenAt: waitsSince(ticket, message, work.now) })),
    },
  });
  return executeCommand(work, {
    accountId,
    target: { id: ticket.id },
    name: "split",
    by,
    act,
    input: { to: opened.ticket.id, messageIds: messages.map((message) => message.messageId) },
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
}

function mayRead({ caller }: VerbCall<"split">, { ticket }: StoredTicket): boolean {
  const { departmentId, assigneeId } = ticket;
  return can(caller.agent, "ticket.read", { departmentId, assigneeId }).ok;
}

/** A message that was answered here begins to wait anew; one that was not goes on waiting. */
function waitsSince({ oldestUnansweredAt }: Ticket, { at }: SplittableMessage, now: number): number {
  return oldestUnansweredAt !== null && at >= oldestUnansweredAt ? at : now;
}

async function chosenMessages(
  work: Work,
  accountId: number,
  { ticket }: StoredTicket,
  ids: readonly number[],
): Promise<readonly SplittableMessage[]> {
  const withdrawn = withdrawnMessages(await readEvents(work.tx, accountId, ticket.id));
  const found = await selectSplittable(work.tx, { accountId, ticketId: ticket.id, ids });
  const messages = found.filter(({ messageId }) => !withdrawn.has(messageId));
  const missing = ids.filter((id) => !messages.some(({ messageId }) => messageId === id));
  if (missing.length > 0)
    throw unfit(`There is no message ${missing.join(", ")} here that can be split off.`);
  if (!messages.some(({ from }) => from === "customer"))
    throw unfit("Choose a message of the customer: a request begins with one.");
  return messages;
}

function unfit(message: string, path = "messageIds"): AppError {
  return new AppError("bad-request", { detail: message, errors: [{ path, message }] });
}

async function departmentOf(
  work: Work,
  { caller, body }: VerbCall<"split">,
  ticket: Ticket,
): Promise<number> {
  if (body.department === undefined) return ticket.departmentId;
  const id = await findDepartmentId(work.tx, caller.accountId, String(body.department));
  if (id === null) throw unfit(`There is no department ${body.department}.`, "department");
  return id;
}
