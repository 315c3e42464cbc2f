import { randomUUID } from "node:crypto";
import { verbs } from "@kvit/contract/tickets";
import { objectionTo } from "@kvit/domain/lifecycle";
import type { Agent } from "@kvit/domain/permissions";
import { can } from "@kvit/domain/permissions";
import {
  decide,
  definitions,
  evolve,
  seal,
  type Actor,
  type Cause,
  type CommandInput,
  type CommandName,
  type DraftEvent,
  type Refused,
  type Rules,
  type Ticket,
  type TicketEvent,
} from "@kvit/domain/tickets";
import {
  isNewWait,
  ladderDue,
  readTerms,
  waitTermsOf,
  type Terms,
  type WaitTerms,
} from "../lifecycle/index.ts";
import { missingOf } from "../lifecycle/missing.ts";
import { AppError } from "../platform/app-error.ts";
import { sha256Hex } from "../platform/digest.ts";
import { together } from "../platform/postgres/side-by-side.ts";
import { refusalSentence, rightSentence } from "./refusal-sentences.ts";
import {
  insertEvents,
  lockTicket,
  updateTicket,
  writeActive,
  writeInterval,
  writeTimer,
  writeTimers,
  type TicketTarget,
} from "./tickets.queries.ts";
import type { StoredTicket } from "./stored-ticket.ts";
import type { Work } from "./unit-of-work.ts";

/** On whose behalf a command runs. With an `agent` the rights are checked; the rest act for the desk itself. */
export type By = { readonly actor: Actor; readonly cause: Cause; readonly agent?: Agent };

export type CommandRequest<Name extends CommandName> = {
  readonly accountId: number;
  readonly target: TicketTarget;
  readonly name: Name;
  /** The input, or how to make it once the ticket is held: a reply writes its message first. */
  readonly input: CommandInput<Name> | ((stored: StoredTicket) => Promise<CommandInput<Name>>);
  readonly by: By;
  readonly act?: string | undefined;
  readonly expectedStatus?: string | undefined;
  readonly expectedVersion?: number | undefined;
};

export type Executed = {
  readonly before: StoredTicket;
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
  readonly act: string;
};

/**
 * The one way to change a ticket: hold it, ask the domain, write row, events,
 * intervals and timers in the caller's transaction. Every path (app, API, mail,
 * timer, bulk) comes through here.
 *
 * Throws AppError: not-found (also for what the caller may not see), forbidden,
 * status-changed, refused (with the reason and what is possible instead).
 */
export async function executeCommand<Name extends CommandName>(
  work: Work,
  request: CommandRequest<Name>,
): Promise<Executed> {
  const { accountId } = request;
  const [stored, terms] = await together([
    lockTicket(work.tx, accountId, request.target),
    readTerms(work.tx, accountId),
  ]);
  if (stored === null) throw new AppError("not-found");
  demandRight(stored.ticket, request.by, request.name, assigneeIn(request.input));
  demandExpected(stored.ticket, request);
  const input = typeof request.input === "function" ? await request.input(stored) : request.input;
  const waiting = await waitTermsOf(
    work.tx,
    terms,
    waitAt(accountId, stored.ticket, stored.lifecycleVersion),
  );
  const { reopenWindowDays } = waiting.ladder;
  const { actor, cause } = request.by;
  const rules: Rules = (step) => objectionTo(terms.lifecycle, step);
  const context = { now: work.now, actor, cause, reopenWindowDays, rules };
  const decision = decide(stored.ticket, { name: request.name, input }, context);
  if (!decision.ok) throw refusedBy(decision, terms, stored.ticket, request.by);
  const act = request.act ?? work.act ?? randomUUID();
  if (decision.events.length === 0) return { before: stored, ticket: stored.ticket, events: [], act };
  const written = await writeEvents(work, {
    accountId,
    terms,
    waiting,
    stored,
    drafts: decision.events,
    by: request.by,
    act,
  });
  return { before: stored, act, ...written };
}

function refusedBy({ reason, names, possible }: Refused, terms: Terms, ticket: Ticket, by: By): AppError {
  const missing = missingOf(terms.lifecycle, reason, names);
  return new AppError("refused", {
    reason,
    possible: offered(possible, ticket, by),
    detail: refusalSentence(
      reason,
      missing.map(({ message }) => message),
    ),
    ...(missing.length === 0 ? {} : { errors: missing }),
  });
}

/** Where a ticket's waiting is judged. */
const waitAt = (accountId: number, { departmentId }: Ticket, version: number) => ({
  accountId,
  departmentId,
  version,
});

type Writing = {
  readonly accountId: number;
  readonly terms: Terms;
  /** By what it was judged so far. */
  readonly waiting: WaitTerms;
  readonly stored: StoredTicket;
  readonly drafts: readonly DraftEvent[];
  readonly by: By;
  readonly act: string;
};

async function writeEvents(
  work: Work,
  { accountId, terms, waiting, stored, drafts, by, act }: Writing,
): Promise<{ ticket: Ticket; events: readonly TicketEvent[] }> {
  const before = stored.ticket;
  const events = seal(
    drafts,
    before,
    { ticketId: before.id, at: work.now, actor: by.actor, cause: by.cause, act },
    sha256Hex,
  );
  const ticket = events.reduce<Ticket>((state, event) => evolve(state, event), before);
  const version = isNewWait(before, ticket) ? terms.version : waiting.version;
  const judged = await waitTermsOf(work.tx, terms, waitAt(accountId, ticket, version));
  const ladder = [ladderDue(waiting, before, work.now), ladderDue(judged, ticket, work.now)] as const;
  work.beside(
    insertEvents(work.tx, accountId, events).then((position) =>
      work.changes.push({ accountId, ticketId: ticket.id, position }),
    ),
    updateTicket(work.tx, accountId, ticket, version),
    writeActive(work.tx, accountId, ticket),
    writeInterval(work.tx, accountId, before, ticket),
    writeTimers(work.tx, accountId, before, ticket),
    writeTimer(work.tx, { accountId, ticketId: ticket.id, kind: "ladder" }, ladder),
  );
  return { ticket, events };
}

/** Refuses with not-found what the agent may not even read, so that a number says nothing to outsiders. */
function demandRight(ticket: Ticket, by: By, name: CommandName, assignTo: number | null | undefined): void {
  if (by.agent === undefined) return;
  const facts = { departmentId: ticket.departmentId, assigneeId: ticket.assigneeId };
  if (!can(by.agent, "ticket.read", facts).ok) throw new AppError("not-found");
  const answer = can(by.agent, definitions[name].permission, { ...facts, assignTo });
  if (!answer.ok)
    throw new AppError("forbidden", { reason: answer.reason, detail: rightSentence(answer.reason) });
}

/** Of what the state allows, the verbs this agent may send. Customers and timers are offered none: they have pages and dates. */
function offered(possible: readonly CommandName[], ticket: Ticket, { agent }: By): readonly CommandName[] {
  if (agent === undefined) return [];
  const facts = { departmentId: ticket.departmentId, assigneeId: ticket.assigneeId };
  return possible.filter(
    (name) => Object.hasOwn(verbs, name) && can(agent, definitions[name].permission, facts).ok,
  );
}

export function demandExpected(
  ticket: Ticket,
  request: { expectedStatus?: string | undefined; expectedVersion?: number | undefined },
): void {
  const { expectedStatus, expectedVersion } = request;
  const moved =
    (expectedStatus !== undefined && expectedStatus !== ticket.status) ||
    (expectedVersion !== undefined && expectedVersion !== ticket.version);
  if (moved)
    throw new AppError("status-changed", {
      detail: `The ticket is ${ticket.status} now, so this was not done. Load it again and decide anew.`,
    });
}

/** Whom an assignment names: some may assign to themselves only. */
function assigneeIn(input: object): number | null | undefined {
  return "agentId" in input && (typeof input.agentId === "number" || input.agentId === null)
    ? input.agentId
    : undefined;
}
