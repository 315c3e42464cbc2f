import { randomUUID } from "node:crypto";
import { AppError } from "../../platform/app-error.ts";
import { byAgent } from "../by-agent.ts";
import { executeCommand, type Executed } from "../execute-command.ts";
import type { MailPort } from "../mail-port.ts";
import { findTicket, readEvents } from "../tickets.queries.ts";
import type { StoredTicket } from "../stored-ticket.ts";
import type { VerbCall } from "../verb-call.ts";
import type { Work } from "../unit-of-work.ts";
import { holdTickets, onTheOther } from "./hold-tickets.ts";
import { giveDraftsBack } from "./moved-drafts.queries.ts";
import { givenBack, giveMessagesBack } from "./give-messages-back.ts";

/**
 * The ticket goes its own way again, at any time: one act in both histories.
 * What its customer wrote to it meanwhile comes back to it.
 */
export async function unmergeTicket(
  work: Work,
  mail: MailPort,
  { caller, number, body }: VerbCall<"unmerge">,
): Promise<Executed> {
  const { accountId } = caller;
  const { source, target } = await holdMerged(work, accountId, number);
  const common = { accountId, by: byAgent(caller), act: randomUUID() } as const;
  const executed = await executeCommand(work, {
    ...common,
    name: "unmerge",
    target: { id: source.ticket.id },
    input: {},
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
  if (target === null) return executed;
  await mail.cancelMerged(work.tx, { accountId, ticketId: source.ticket.id });
  const later = await givenBack(work, accountId, source);
  const messageIds = later.map((message) => message.id);
  const input = { from: source.ticket.id, messageIds };
  await onTheOther(target, async () =>
    executeCommand(work, {
      ...common,
      by: { actor: common.by.actor, cause: common.by.cause },
      name: "unmerge",
      target: { id: target.ticket.id },
      input,
    }),
  );
  await takeDraftsBack(work, accountId, source, target);
  return giveMessagesBack(work, { ...common, executed, messages: later });
}

async function holdMerged(
  work: Work,
  accountId: number,
  number: number,
): Promise<{ source: StoredTicket; target: StoredTicket | null }> {
  const seen = await findTicket(work.tx, accountId, { number });
  if (seen === null) throw new AppError("not-found");
  const { id, mergedInto } = seen.ticket;
  const held = await holdTickets(work.tx, accountId, mergedInto === null ? [id] : [id, mergedInto]);
  const source = held.get(id);
  if (source === undefined) throw new AppError("not-found");
  return { source, target: mergedInto === null ? null : (held.get(mergedInto) ?? null) };
}

async function takeDraftsBack(
  work: Work,
  accountId: number,
  { ticket: source }: StoredTicket,
  { ticket: target }: StoredTicket,
): Promise<void> {
  const events = await readEvents(work.tx, accountId, target.id);
  const merged = events.findLast(
    (event) => event.type === "ticket.merged" && event.data["from"] === source.id,
  );
  if (merged !== undefined)
    await giveDraftsBack(work.tx, { accountId, from: target.id, to: source.id, at: merged.at });
}
