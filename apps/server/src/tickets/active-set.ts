import type { Visibility } from "@kvit/domain/permissions";
import type { TicketView } from "@kvit/contract/tickets";
import { isActive } from "@kvit/domain/tickets";
import type { Cursor } from "../platform/http/cursor.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { mayRead } from "../people/rights.ts";
import { fold } from "../search/fold.ts";
import { selectActiveTicketViews, selectTicketViewsById, type SeenTicket } from "./ticket-views.queries.ts";

/** One active ticket held in memory: its JSON is written once and sent many times. */
export type HeldTicket = SeenTicket & { readonly json: string; readonly words: string };

/**
 * Every active ticket, held in the process (about 2 KB each), so that queues
 * and counts never ask the database. Filled at the start, kept in step by
 * `refresh` after each commit; a newer version is never replaced by an older.
 */
export type ActiveSet = {
  readonly load: () => Promise<void>;
  /** Reads these tickets again and answers them as they now stand, also those no longer active. */
  readonly refresh: (accountId: number, ids: readonly number[]) => Promise<readonly HeldTicket[]>;
  readonly visible: (accountId: number, visibility: Visibility) => HeldTicket[];
  /** Visible tickets in order, from just behind `after`; walk only as far as needed. */
  readonly inOrder: (
    accountId: number,
    visibility: Visibility,
    sort: TicketSort,
    after: Cursor | null,
  ) => Iterable<HeldTicket>;
  readonly size: () => number;
};

export type TicketSort = "-updated" | "updated" | "-created" | "created" | "next";

/** What a ticket is sorted by, as text that sorts like the value. "next" puts first whoever has waited longest for our word. */
export function sortValue(view: TicketView, sort: TicketSort): string {
  if (sort === "next") return view.waitingSince ?? `9999${view.updatedAt}`;
  return sort.endsWith("updated") ? view.updatedAt : view.createdAt;
}

export function createActiveSet(db: Db): ActiveSet {
  let held = new Map<number, HeldTicket>();
  const orders = new Map<TicketSort, HeldTicket[]>();

  /** The order is made when first asked for after a change; sorting what is nearly sorted costs little. */
  function ordered(sort: TicketSort): HeldTicket[] {
    const known = orders.get(sort);
    if (known !== undefined) return known;
    const direction = sort.startsWith("-") ? -1 : 1;
    const fresh = [...held.values()].sort((a, b) => direction * compare(a, b, sort));
    orders.set(sort, fresh);
    return fresh;
  }

  return {
    async load() {
      const fresh = new Map<number, HeldTicket>();
      for (const seen of await selectActiveTicketViews(db)) fresh.set(seen.id, hold(seen));
      held = fresh;
      orders.clear();
    },
    async refresh(accountId, ids) {
      const found = (await selectTicketViewsById(db, accountId, ids)).map(hold);
      for (const ticket of found) {
        const known = held.get(ticket.id);
        if (known !== undefined && known.view.version > ticket.view.version) continue;
        if (isActive(ticket.view.status)) held.set(ticket.id, ticket);
        else held.delete(ticket.id);
        orders.clear();
      }
      return found;
    },
    visible(accountId, visibility) {
      const chosen: HeldTicket[] = [];
      for (const ticket of held.values()) {
        if (ticket.accountId === accountId && mayRead(visibility, ticket)) chosen.push(ticket);
      }
      return chosen;
    },
    *inOrder(accountId, visibility, sort, after) {
      const tickets = ordered(sort);
      for (
        let place = after === null ? 0 : placeBehind(tickets, sort, after);
        place < tickets.length;
        place += 1
      ) {
        const ticket = tickets[place];
        if (ticket !== undefined && ticket.accountId === accountId && mayRead(visibility, ticket))
          yield ticket;
      }
    },
    size: () => held.size,
  };
}

function compare(a: HeldTicket, b: HeldTicket, sort: TicketSort): number {
  return compareKeys(sortValue(a.view, sort), a.id, [sortValue(b.view, sort), b.id]);
}

function compareKeys(value: string, id: number, [otherValue, otherId]: Cursor): number {
  if (value !== otherValue) return value < otherValue ? -1 : 1;
  return id - otherId;
}

/** Binary search for the first ticket behind the cursor. */
function placeBehind(tickets: readonly HeldTicket[], sort: TicketSort, after: Cursor): number {
  const direction = sort.startsWith("-") ? -1 : 1;
  let low = 0;
  let high = tickets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const ticket = tickets[middle];
    if (ticket !== undefined && direction * compareKeys(sortValue(ticket.view, sort), ticket.id, after) <= 0)
      low = middle + 1;
    else high = middle;
  }
  return low;
}

function hold(seen: SeenTicket): HeldTicket {
  return { ...seen, json: JSON.stringify(seen.view), words: wordsOf(seen.view) };
}

/** What `q` looks through: number, subject, person; folded so that c finds č. */
function wordsOf(view: TicketView): string {
  return fold(`${view.reference} ${view.subject} ${view.requester.name} ${view.requester.email ?? ""}`);
}
