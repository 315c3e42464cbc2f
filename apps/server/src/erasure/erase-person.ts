import type { ErasePerson, Erased, ErasurePreview } from "@kvit/contract/erasure";
import { formatInstant } from "@kvit/domain/kernel";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { recordChange } from "../settings/index.ts";
import { byAgent } from "../tickets/by-agent.ts";
import { purgeAlone } from "../tickets/purge-ticket.ts";
import { lockTicket } from "../tickets/tickets.queries.ts";
import { inTransaction, type Work, type WorkDeps } from "../tickets/unit-of-work.ts";
import * as erase from "./erase.queries.ts";
import { countHeld, readPerson, selectOwnTickets, type Person } from "./person.queries.ts";

export type ErasureDeps = WorkDeps & {
  /** Called after the commit: the name stands in tickets held in memory. */
  readonly onErased: () => void;
};

/** What would go. Throws not-found. */
export async function previewErasure(
  { db }: ErasureDeps,
  { accountId }: Principal,
  id: number,
): Promise<ErasurePreview> {
  const person = await mustRead(db, accountId, id);
  return {
    confirmWith: confirmWith(person),
    erasedAt: person.erasedAt === null ? null : formatInstant(person.erasedAt),
    ...(await countHeld(db, person)),
  };
}

/**
 * Erases a person (GDPR Art. 17). Each of their tickets is purged in a
 * transaction of its own, if that is asked for; the last one takes the
 * addresses, then whatever came meanwhile, and all other traces. When it is
 * broken off, doing it again goes on where it stopped. Throws not-found,
 * bad-request when the confirmation is not theirs, conflict once it is done.
 */
export async function erasePerson(
  deps: ErasureDeps,
  caller: Principal,
  id: number,
  { confirm, tickets: choice }: ErasePerson,
): Promise<Erased> {
  const { accountId } = caller;
  const person = await mustRead(deps.db, accountId, id);
  demandConfirmed(person, confirm);
  let purged = 0;
  if (choice === "purge")
    for (const ticketId of await selectOwnTickets(deps.db, person))
      if (await inTransaction(deps, async (work) => purgeOne(work, caller, ticketId))) purged += 1;
  const erased = await inTransaction(deps, async (work) => {
    const rest = await eraseRest(work, caller, person, choice);
    const done = { ...rest, tickets: purged + rest.tickets };
    await recordChange(work.tx, caller, work.now, {
      subject: `contact:${id}`,
      action: "erased",
      before: null,
      after: { ...done, kept: choice === "keep" },
    });
    return done;
  });
  deps.onErased();
  return erased;
}

async function eraseRest(
  work: Work,
  caller: Principal,
  person: Person,
  choice: ErasePerson["tickets"],
): Promise<Erased> {
  const { tx, now } = work;
  await erase.takeAddresses(tx, person);
  let tickets = 0;
  if (choice === "purge")
    for (const ticketId of await selectOwnTickets(tx, person))
      if (await purgeOne(work, caller, ticketId)) tickets += 1;
  const mails = await erase.eraseMails(tx, person);
  const messages = await erase.eraseWords(tx, person, now);
  await erase.eraseOutgoing(tx, person);
  await erase.eraseTraces(tx, person);
  await erase.forgetPerson(tx, person, now);
  return { tickets, messages, mails };
}

/** False when it is purged already. */
async function purgeOne(work: Work, caller: Principal, ticketId: number): Promise<boolean> {
  const { accountId } = caller;
  const stored = await lockTicket(work.tx, accountId, { id: ticketId });
  if (stored === null || stored.ticket.status === "purged") return false;
  await purgeAlone(work, { accountId, ticket: stored.ticket, by: byAgent(caller) });
  return true;
}

/** Somebody without any name is confirmed by their key. */
function confirmWith({ id, name, addresses }: Person): string[] {
  const known = [...addresses, ...(name === "" ? [] : [name])];
  return known.length > 0 ? known : [`#${id}`];
}

function demandConfirmed(person: Person, confirm: string): void {
  if (person.erasedAt !== null && person.keys.length === 0)
    throw new AppError("conflict", { detail: "This person is erased already." });
  const typed = confirm.trim().toLowerCase();
  if (confirmWith(person).some((each) => each.trim().toLowerCase() === typed)) return;
  const message = "Type one of the person's addresses, or their name, as it stands here.";
  throw new AppError("bad-request", { detail: message, errors: [{ path: "confirm", message }] });
}

async function mustRead(db: Db | Tx, accountId: number, id: number): Promise<Person> {
  const person = await readPerson(db, accountId, id);
  if (person === null) throw new AppError("not-found");
  return person;
}
