import type { Ticket } from "@kvit/domain/tickets";
import { byAgent } from "./by-agent.ts";
import { executeCommand, type By, type Executed } from "./execute-command.ts";
import { eraseContent } from "./purge.queries.ts";
import { selectMergedKeys } from "./relations/relations.queries.ts";
import { holdTickets } from "./relations/hold-tickets.ts";
import { findTicket } from "./tickets.queries.ts";
import type { VerbCall } from "./verb-call.ts";
import type { Work } from "./unit-of-work.ts";

/**
 * Deletes a ticket for good, after its number was typed: messages, files and
 * what the history said go; number, dates and the chain of hashes stay. The
 * tickets merged into it are part of it and go with it.
 */
export async function purgeTicket(
  work: Work,
  { caller, number, body }: VerbCall<"purge">,
): Promise<Executed> {
  const { accountId } = caller;
  const by = byAgent(caller);
  const sources = await holdWithSources(work, accountId, { number });
  const executed = await executeCommand(work, {
    accountId,
    target: { number },
    name: "purge",
    input: { number: typedNumber(body.number) },
    by,
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
  await erase(work, accountId, executed);
  for (const source of sources) await purgeAlone(work, { accountId, ticket: source, by, act: executed.act });
  return executed;
}

export type PurgeRequest = {
  readonly accountId: number;
  /** As it stands, held. */
  readonly ticket: Ticket;
  readonly by: By;
  readonly act?: string | undefined;
};

/**
 * Purges a ticket wherever it stands, with those merged into it: what is
 * neither spam nor deleted is deleted first, in the same act, so that no step
 * is taken that the table of the life cycle does not have.
 */
export async function purgeWithSources(work: Work, { accountId, ticket, by }: PurgeRequest): Promise<void> {
  const sources = await holdWithSources(work, accountId, { id: ticket.id });
  const { act } = await purgeAlone(work, { accountId, ticket, by });
  for (const source of sources) await purgeAlone(work, { accountId, ticket: source, by, act });
}

/** The same for one ticket without those merged into it. */
export async function purgeAlone(
  work: Work,
  { accountId, ticket, by, act }: PurgeRequest,
): Promise<{ readonly act: string }> {
  const { id, number, status } = ticket;
  const target = { id };
  const request = { accountId, target, by };
  const deleted =
    status === "spam" || status === "deleted"
      ? null
      : await executeCommand(work, { ...request, name: "delete", input: {}, act });
  const purged = await executeCommand(work, {
    ...request,
    name: "purge",
    input: { number },
    act: deleted?.act ?? act,
  });
  await erase(work, accountId, purged);
  return purged;
}

async function erase({ tx }: Work, accountId: number, { ticket, events }: Executed): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  await eraseContent(tx, { accountId, ticketId: ticket.id, keepFromSeq: first.seq });
}

/** Holds a ticket and those merged into it, in the order in which merging holds them; answers the merged ones. */
async function holdWithSources(
  { tx }: Work,
  accountId: number,
  target: { readonly id: number } | { readonly number: number },
): Promise<readonly Ticket[]> {
  const stored = await findTicket(tx, accountId, target);
  if (stored === null) return [];
  const { id } = stored.ticket;
  const keys = await selectMergedKeys(tx, accountId, id);
  if (keys.length === 0) return [];
  const held = await holdTickets(tx, accountId, [id, ...keys]);
  return keys.flatMap((key) => held.get(key)?.ticket ?? []).filter(({ status }) => status !== "purged");
}

/** People type "#4821" or "KV-4821" as well as 4821. */
function typedNumber(given: number | string): number {
  return typeof given === "number" ? given : Number(/(\d+)\s*$/.exec(given)?.[1] ?? Number.NaN);
}
