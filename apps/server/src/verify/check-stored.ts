import { equal, formatInstant, type Json } from "@kvit/domain/kernel";
import type { Ticket } from "@kvit/domain/tickets";
import { previewOf } from "../tickets/messages.queries.ts";
import { rowFromTicket } from "../tickets/stored-ticket.ts";
import { withdrawnMessages } from "../tickets/withdrawn-messages.ts";
import type { Evidence } from "./evidence.queries.ts";
import { expectedActive, expectedWake } from "./expected-rows.ts";
import { finding, type Finding } from "./problem.ts";

/** What stands beside the folded state of a ticket and follows from it. `folded`: what its events tell. */
export function storedProblems(evidence: Evidence, folded: Ticket): Finding[] {
  const at = folded.version;
  const complain = (what: string | null) => (what === null ? [] : [finding(at, what)]);
  return [
    ...complain(restProblem(evidence, folded)),
    ...complain(activeProblem(evidence, folded)),
    ...complain(timerProblem(evidence, folded)),
    ...complain(channelProblem(evidence)),
    ...complain(summaryProblem(evidence, folded)),
  ];
}

/** The fold is compared with the row elsewhere; this finds what the row has beyond it. */
function restProblem({ ticket }: Evidence, folded: Ticket): string | null {
  const known = rowFromTicket(folded).rest;
  const extra = Object.keys(Object(ticket?.rest)).filter((name) => !Object.hasOwn(known, name));
  return extra.length === 0 ? null : `the row holds ${extra.join(", ")}, which no event wrote`;
}

function activeProblem({ active }: Evidence, folded: Ticket): string | null {
  const expected = expectedActive(folded);
  const [row] = active;
  if (expected === null)
    return row === undefined ? null : `it stands in the queue though it is ${folded.status}`;
  if (row === undefined) return `it is ${folded.status} and missing in the queue`;
  const stored = new Map<string, Json>(Object.entries({ ...row, due_at: null }));
  const differing = Object.entries(expected).filter(([name, value]) => !equal(value, stored.get(name)));
  if (differing.length === 0) return null;
  return `the queue's row differs in ${differing.map(([name]) => name).join(", ")}`;
}

function timerProblem({ timers }: Evidence, folded: Ticket): string | null {
  const expected = expectedWake(folded);
  const timer = timers.find(({ kind }) => kind === "wake");
  if (expected === (timer?.due_at ?? null)) return null;
  if (expected === null) return "a timer would wake it though it is not postponed until a date";
  const stands = timer === undefined ? "no timer stands" : `the timer says ${formatInstant(timer.due_at)}`;
  return `it is postponed until ${formatInstant(expected)} and ${stands}`;
}

function channelProblem({ ticket, events }: Evidence): string | null {
  const [created] = events;
  if (ticket === null || created === undefined || created.erased) return null;
  const { channel } = Object(created.data);
  return channel === ticket.channel
    ? null
    : `the row says it came by ${ticket.channel}, its first event ${channel}`;
}

/** The count of messages and the first words of the last, which lists show. A reply taken back is in neither. */
function summaryProblem({ ticket, messages, events }: Evidence, folded: Ticket): string | null {
  if (ticket === null || messages.some(({ erased_at }) => erased_at !== null)) return null;
  const withdrawn = withdrawnMessages(events);
  const shown =
    folded.status === "purged"
      ? []
      : messages.filter(({ id, kind }) => kind !== "note" && !withdrawn.has(id));
  if (ticket.message_count !== shown.length)
    return `the row counts ${ticket.message_count} messages, there are ${shown.length}`;
  const preview = previewOf(shown.at(-1)?.visible_text ?? "");
  return ticket.preview === preview ? null : "the row's preview is not the beginning of its last message";
}
