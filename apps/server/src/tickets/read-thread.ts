import { can, visibility } from "@kvit/domain/permissions";
import { commandNames, definitions, outcome, type CommandName, type Ticket } from "@kvit/domain/tickets";
import type { ThreadView } from "@kvit/contract/tickets";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { readPlan } from "../lifecycle/read-plan.ts";
import { mayRead } from "../people/rights.ts";
import { visibleInSql } from "./list-tickets.ts";
import { inOrderOfTime, readRelations } from "./relations/read-relations.ts";
import {
  selectDrafts,
  selectEvents,
  selectIntervals,
  selectMessages,
  selectRequester,
} from "./thread.queries.ts";
import { findTicket } from "./tickets.queries.ts";
import { selectTicketViewByNumber, type SeenTicket } from "./ticket-views.queries.ts";
import { lastUndoable } from "./undo-act.ts";
import type { StoredTicket } from "./stored-ticket.ts";

/** A ticket the caller may read, as it crosses the wire. Throws not-found for all others alike. */
export async function readTicket(db: Db | Tx, caller: Principal, number: number): Promise<SeenTicket> {
  const seen = await selectTicketViewByNumber(db, caller.accountId, number);
  if (seen === null || !mayRead(visibility(caller.agent), seen)) throw new AppError("not-found");
  return seen;
}

/** All that the ticket page shows. */
export async function readThread(db: Db, caller: Principal, number: number): Promise<ThreadView> {
  const { accountId, agent } = caller;
  const seen = await readTicket(db, caller, number);
  const [stored, messages, events, requester, drafts] = await Promise.all([
    findTicket(db, accountId, { id: seen.id }),
    selectMessages(db, accountId, seen.id),
    selectEvents(db, accountId, seen.id),
    selectRequester(db, {
      accountId,
      contactId: seen.view.requester.id,
      otherThan: seen.id,
      visible: visibleInSql(visibility(agent)),
    }),
    selectDrafts(db, accountId, agent.id, seen.id),
  ]);
  if (stored === null) throw new AppError("not-found");
  const asked = { accountId, visible: visibleInSql(visibility(agent)) };
  const [intervals, { brought, ...relations }, plan] = await Promise.all([
    selectIntervals(db, accountId, seen.id, events),
    readRelations(db, asked, stored.ticket),
    readPlan(db, accountId, stored),
  ]);
  return {
    at: null,
    ticket: seen.view,
    messages: brought.length === 0 ? messages : inOrderOfTime([...messages, ...brought]),
    events,
    intervals,
    ...relations,
    plan,
    ...ownFields(stored.ticket),
    requester: seen.view.status === "purged" ? forgotten(requester) : requester,
    drafts,
    may: rightsOn(stored, caller),
    undo: lastUndoable(events, caller),
  };
}

/** What the desk's own life cycle has on a ticket. */
export function ownFields({
  fields,
  openApprovals,
  givenApprovals,
}: Ticket): Pick<ThreadView, "fields" | "approvals"> {
  return { fields, approvals: { open: [...openApprovals], given: [...givenApprovals] } };
}

/** Who asked for a purged ticket is not told any more; the key stays, as it does in the row. */
export function forgotten({ id }: ThreadView["requester"]): ThreadView["requester"] {
  const nothing = { company: null, language: null, timeZone: null, notes: "", otherTickets: [] };
  return { id, name: "", emails: [], ...nothing };
}

/** For each command: null when this person may do it now, else the reason as a code. */
function rightsOn({ ticket }: StoredTicket, caller: Principal): ThreadView["may"] {
  const facts = { departmentId: ticket.departmentId, assigneeId: ticket.assigneeId };
  const may: Record<string, string | null> = {};
  for (const name of commandNames) {
    const right = can(caller.agent, definitions[name].permission, facts);
    may[name] = right.ok ? notNow(ticket, name) : right.reason;
  }
  return may;
}

function notNow(ticket: Ticket, name: CommandName): string | null {
  const next = outcome(name, ticket.status);
  if (next.kind === "refused") return next.reason;
  return next.kind === "nothing" ? "already-so" : null;
}
