import type { LadderPreview, PreviewLadder } from "@kvit/contract/lifecycle";
import { visibility } from "@kvit/domain/permissions";
import type { WorkingCalendar } from "@kvit/domain/calendars";
import { formatInstant, microsPerDay } from "@kvit/domain/kernel";
import { nextRung, planOf, type NextRung } from "@kvit/domain/ladders";
import { ladderOf, lifecycleFault, shippedLifecycle, type Lifecycle } from "@kvit/domain/lifecycle";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import { mayRead } from "../people/rights.ts";
import { ticketFromRow, type StoredTicket } from "../tickets/stored-ticket.ts";
import { findTicket } from "../tickets/tickets.queries.ts";
import type { LifecycleDeps } from "./change-lifecycle.ts";
import { selectWaiting } from "./lifecycle.queries.ts";
import { readTerms, type Terms } from "./terms.queries.ts";

/**
 * What a ladder would do before it is switched on: on one ticket, as a calendar,
 * and to all that wait now. Changes nothing. Throws bad-request for a ticket the
 * caller may not read.
 */
export async function previewLadder(
  deps: LifecycleDeps,
  caller: Principal,
  { ladder, departmentLadders = {}, department, ticket: number }: PreviewLadder,
): Promise<LadderPreview> {
  const lifecycle = { ...shippedLifecycle, ladder, departmentLadders };
  const fault = lifecycleFault(lifecycle);
  if (fault !== null) {
    const departmentId = fault.departmentId ?? department ?? null;
    return { fault: { ...fault, departmentId }, plan: null, standing: null };
  }
  const terms = await readTerms(deps.db, caller.accountId);
  return {
    fault: null,
    plan: number === undefined ? null : await planFor(deps, caller, { lifecycle, number, terms }),
    standing: await standingUnder(deps, caller, { lifecycle, department, terms }),
  };
}

type Planning = { readonly lifecycle: Lifecycle; readonly number: number; readonly terms: Terms };

async function planFor({ db }: LifecycleDeps, caller: Principal, { lifecycle, number, terms }: Planning) {
  const stored = await findTicket(db, caller.accountId, { number });
  const facts = stored === null ? null : factsOf(stored);
  if (stored === null || facts === null || !mayRead(visibility(caller.agent), facts))
    throw unknownTicket(number);
  const calendar = calendarOf(terms, stored.ticket.departmentId);
  const ladder = ladderOf(lifecycle, stored.ticket.departmentId);
  return planOf(ladder, stored.ticket, calendar).map(({ act, at }) => ({ act, at: formatInstant(at) }));
}

/** Also for one that the caller may not read. */
function unknownTicket(number: number): AppError {
  const message = `There is no ticket ${number}.`;
  return new AppError("bad-request", { detail: message, errors: [{ path: "ticket", message }] });
}

const factsOf = ({ ticket }: StoredTicket) => ({
  departmentId: ticket.departmentId,
  assigneeId: ticket.assigneeId,
});

const calendarOf = (terms: Terms, departmentId: number): WorkingCalendar =>
  terms.calendars.get(departmentId) ?? terms.calendar;

type Standing = {
  readonly lifecycle: Lifecycle;
  readonly department: number | undefined;
  readonly terms: Terms;
};

const pageSize = 2000;
const shown = 50;

/** Counts what would come within a day. The preview is exact: each ticket is asked by itself. */
async function standingUnder(
  { db, clock }: LifecycleDeps,
  caller: Principal,
  { lifecycle, department, terms }: Standing,
): Promise<LadderPreview["standing"]> {
  const soon = clock.now() + microsPerDay;
  const sums = { waiting: 0, reminded: 0, resolved: 0, closed: 0 };
  const first: { number: number; subject: string; act: string; at: string }[] = [];
  const count = ({ ticket }: StoredTicket): void => {
    if (department !== undefined && ticket.departmentId !== department) return;
    sums.waiting += 1;
    const next = nextRung(
      ladderOf(lifecycle, ticket.departmentId),
      ticket,
      calendarOf(terms, ticket.departmentId),
    );
    if (next === null || next.at > soon) return;
    const sum = sumOf(next.act);
    if (sum === null) return;
    sums[sum] += 1;
    if (sum !== "reminded" && first.length < shown)
      first.push({
        number: ticket.number,
        subject: ticket.subject,
        act: next.act,
        at: formatInstant(Math.max(next.at, clock.now())),
      });
  };
  for (let after = 0; ;) {
    const rows = await selectWaiting(db, caller.accountId, { after, limit: pageSize });
    const last = rows.at(-1);
    if (last === undefined) break;
    for (const row of rows) count(ticketFromRow(row));
    after = last.id;
  }
  return { ...sums, first };
}

function sumOf(act: NextRung["act"]): "reminded" | "resolved" | "closed" | null {
  if (act === "resolve") return "resolved";
  if (act === "close") return "closed";
  return act === "remind" || act === "notice" ? "reminded" : null;
}
