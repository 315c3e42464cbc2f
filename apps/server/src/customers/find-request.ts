import type { Instant } from "@kvit/domain/kernel";
import { planOf } from "@kvit/domain/ladders";
import { languageOf, pickLanguage, type Language } from "@kvit/i18n";
import { judgeOf } from "../lifecycle/index.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import type { StoredTicket } from "../tickets/stored-ticket.ts";
import { findTicket } from "../tickets/tickets.queries.ts";
import { referenceOf } from "../tickets/ticket-views.queries.ts";
import type { CustomersDeps } from "./customers-deps.ts";
import { selectSurroundings, type Surroundings } from "./request.queries.ts";
import { isDecisionLinkOver, standingOf, type Standing } from "./standing.ts";

/** A ticket as its customer knows it. */
export type CustomerRequest = Surroundings & {
  readonly stored: StoredTicket;
  readonly reference: string;
  readonly standing: Standing;
  /** The best we know without asking: the contact's, the ticket's, the mailbox's, the desk's. */
  readonly language: Language;
  readonly timeZone: string;
  /** The newest request that followed up this one. */
  readonly followUp: { readonly id: number; readonly reference: string } | null;
};

type Deps = Pick<CustomersDeps, "db" | "clock" | "accountId" | "links">;

/** The request behind the link of a decision; null for anything that is not to be found, whatever the reason. */
export async function findDecision(deps: Deps, token: string): Promise<CustomerRequest | null> {
  const named = deps.links.readDecision(token);
  if (named === null) return null;
  const stored = await findTicket(deps.db, deps.accountId, { id: named.ticketId });
  if (stored === null || isDecisionLinkOver(stored.ticket, deps.clock.now())) return null;
  return requestOf(deps, stored);
}

/**
 * The request behind the link of a conversation, if it still belongs to the
 * contact whom the link was mailed to. A merged request leads to the one it
 * went on in, if that is the same person's.
 */
export async function findConversation(deps: Deps, token: string): Promise<CustomerRequest | null> {
  const named = deps.links.readConversation(token);
  if (named === null) return null;
  const stored = await followMerges(deps, named.ticketId, named.contactId);
  return stored === null ? null : requestOf(deps, stored);
}

const mostMerges = 10;

async function followMerges(deps: Deps, ticketId: number, contactId: number): Promise<StoredTicket | null> {
  let found: StoredTicket | null = null;
  let id: number | null = ticketId;
  for (let steps = 0; id !== null && steps < mostMerges; steps += 1) {
    const next: StoredTicket | null = await findTicket(deps.db, deps.accountId, { id });
    if (next === null || next.ticket.requesterId !== contactId) return found;
    found = next;
    id = next.ticket.mergedInto;
  }
  return found;
}

async function requestOf(deps: Deps, stored: StoredTicket): Promise<CustomerRequest | null> {
  const standing = await standingAt(deps.db, deps.accountId, stored, deps.clock.now());
  if (standing === null) return null;
  const around = await selectSurroundings(deps.db, deps.accountId, stored.ticket.id);
  const { contact, department, mailbox, desk } = around;
  const tags = [contact.language, stored.language, mailbox?.language, desk.language];
  return {
    ...around,
    stored,
    standing,
    reference: referenceOf(desk.ticketPrefix, stored.ticket.number),
    language: pickLanguage(tags.filter((tag) => typeof tag === "string")),
    timeZone: contact.timeZone ?? department.timeZone,
    followUp: await followUpOf(deps, stored, desk.ticketPrefix),
  };
}

/** By the ladder of its department, in the version under which its wait began. */
export async function standingAt(
  db: Db | Tx,
  accountId: number,
  stored: StoredTicket,
  now: Instant,
): Promise<Standing | null> {
  const { ladder, calendar } = await judgeOf(db, accountId, stored);
  const closing = planOf(ladder, stored.ticket, calendar).find(({ act }) => act === "close");
  const { reopenWindowDays } = ladder;
  return standingOf(stored.ticket, now, { reopenWindowDays, closesAt: closing?.at ?? null });
}

async function followUpOf(
  deps: Deps,
  { ticket }: StoredTicket,
  prefix: string,
): Promise<CustomerRequest["followUp"]> {
  const last = ticket.links.findLast((link) => link.kind === "followed-up-by");
  if (last === undefined) return null;
  const stored = await findTicket(deps.db, deps.accountId, { id: last.ticketId });
  if (stored === null || stored.ticket.requesterId !== ticket.requesterId) return null;
  const standing = await standingAt(deps.db, deps.accountId, stored, deps.clock.now());
  if (standing === null) return null;
  return { id: stored.ticket.id, reference: referenceOf(prefix, stored.ticket.number) };
}

/** What the reader chose before, where it is a language we speak; then what the request says. */
export function languageFor(
  chosen: string | undefined,
  request: Pick<CustomerRequest, "language">,
): Language {
  return languageOf(chosen ?? "") ?? request.language;
}
