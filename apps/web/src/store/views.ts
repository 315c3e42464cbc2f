import type { TicketView } from "@kvit/contract/tickets";
import type { MessageKey } from "../i18n/language.ts";
import { personName } from "../tickets/person-name.ts";
import type { SignedIn } from "./session.ts";
import { allTickets, ticketsChanged, type ShownTicket } from "./tickets.ts";
import { signedIn } from "./session.ts";

export type Sort = "next" | "updated" | "wake";
export type View = {
  readonly id: string;
  readonly label: MessageKey | { readonly text: string };
  readonly section: "work" | "departments" | "rest";
  readonly holds: (ticket: TicketView, world: SignedIn) => boolean;
  readonly sort: Sort;
  /** Set when the tickets are not all in the hot set and are read page by page: what they are asked for by. */
  readonly remote?: Readonly<Record<string, string>>;
  readonly empty: MessageKey;
};

/** Once merged, the work goes on in the other ticket. */
const needsWork = ({ status, mergedInto }: TicketView) =>
  (status === "new" || status === "open") && mergedInto === null;
const has = (status: TicketView["status"]) => (ticket: TicketView) => ticket.status === status;
const hasWork = (status: TicketView["status"]) => (ticket: TicketView) =>
  ticket.status === status && ticket.mergedInto === null;

const work = [
  {
    id: "mine",
    label: "view.mine",
    holds: (ticket: TicketView, world: SignedIn) =>
      needsWork(ticket) && ticket.assignee?.id === world.me.agent.id,
    sort: "next",
    empty: "queue.empty.mine",
  },
  {
    id: "unassigned",
    label: "view.unassigned",
    holds: (ticket: TicketView) => needsWork(ticket) && ticket.assignee === null,
    sort: "next",
    empty: "queue.empty.unassigned",
  },
  { id: "all", label: "view.all", holds: needsWork, sort: "next", empty: "queue.empty.all" },
  {
    id: "answered",
    label: "rail.answered",
    holds: hasWork("answered"),
    sort: "updated",
    empty: "queue.empty.answered",
  },
  {
    id: "waiting",
    label: "view.waiting",
    holds: hasWork("resolved"),
    sort: "updated",
    empty: "queue.empty.waiting",
  },
  {
    id: "postponed",
    label: "view.postponed",
    holds: hasWork("postponed"),
    sort: "wake",
    empty: "queue.empty.postponed",
  },
  {
    id: "review",
    label: "view.review",
    holds: ({ needsReview, status }: TicketView) => needsReview && status !== "purged",
    sort: "updated",
    empty: "queue.empty.review",
  },
] as const;
const rest = [
  { id: "closed", label: "view.closed", empty: "queue.empty.closed" },
  { id: "spam", label: "view.spam", empty: "queue.empty.spam" },
  { id: "deleted", label: "view.deleted", empty: "queue.empty.deleted" },
] as const;

/** The built-in views of a person, in the order of the rail. */
export function viewsOf(world: SignedIn): readonly View[] {
  return [
    ...work.map((view): View => ({ ...view, section: "work" })),
    ...rest.map((view): View => ({
      ...view,
      section: "rest",
      holds: has(view.id),
      remote: { status: view.id },
      sort: "updated",
    })),
    ...world.departments.filter((department) => !department.retired).map(departmentView),
  ];
}

function departmentView({ id, name }: { readonly id: number; readonly name: string }): View {
  return {
    id: `department-${id}`,
    label: { text: name },
    section: "departments",
    holds: (ticket) => needsWork(ticket) && ticket.department.id === id,
    sort: "next",
    empty: "queue.empty.department",
  };
}

export function findView(id: string, world: SignedIn): View | undefined {
  const person = /^person-(\d+)$/.exec(id)?.[1];
  return person === undefined ? viewsOf(world).find((view) => view.id === id) : personView(Number(person));
}

export const personViewId = (contact: number): string => `person-${contact}`;

/** All that one person asked for, whatever became of it; in no rail. */
function personView(contact: number): View {
  const known = allTickets().find(({ requester }) => requester.id === contact)?.requester;
  return {
    id: personViewId(contact),
    label: known === undefined ? "view.person" : { text: personName(known) },
    section: "rest",
    holds: ({ requester }) => requester.id === contact,
    sort: "updated",
    remote: { requester: String(contact) },
    empty: "queue.empty.person",
  };
}

/** "Next to do": who has waited longest for us first. Ties go by number, so that the order is the same for all. */
const orders: Readonly<Record<Sort, (a: ShownTicket, b: ShownTicket) => number>> = {
  next: (a, b) => byText(a.waitingSince ?? a.createdAt, b.waitingSince ?? b.createdAt) || a.number - b.number,
  updated: (a, b) => byText(b.updatedAt, a.updatedAt) || b.number - a.number,
  wake: (a, b) => byText(a.postponedUntil ?? "9999", b.postponedUntil ?? "9999") || a.number - b.number,
};
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The numbers of a view's tickets that are in memory, in order. */
export function numbersOf(view: View): readonly number[] {
  const world = signedIn();
  if (world === null) return [];
  return allTickets()
    .filter((ticket) => view.holds(ticket, world))
    .sort(orders[view.sort])
    .map((ticket) => ticket.number);
}

let counted = { at: -1, world: null as SignedIn | null, counts: new Map<string, number>() };
/** How many tickets each view holds; views that are read page by page have no count. */
export function countsOf(world: SignedIn): ReadonlyMap<string, number> {
  const at = ticketsChanged.get();
  if (counted.at === at && counted.world === world) return counted.counts;
  const views = viewsOf(world).filter((view) => view.remote === undefined);
  const counts = new Map(views.map((view) => [view.id, 0]));
  for (const ticket of allTickets()) {
    for (const view of views) {
      if (view.holds(ticket, world)) counts.set(view.id, (counts.get(view.id) ?? 0) + 1);
    }
  }
  counted = { at, world, counts };
  return counts;
}
