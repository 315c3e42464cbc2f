import { foldForSearch } from "@kvit/i18n";
import type { Visibility } from "@kvit/domain/permissions";
import type { TicketView } from "@kvit/contract/tickets";
import { isActive } from "@kvit/domain/tickets";
import type { Cursor } from "../platform/http/cursor.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { mayRead } from "../people/rights.ts";
import { selectActiveTicketViews, selectTicketViewsById, type SeenTicket } from "./ticket-views.queries.ts";

/** One active ticket held in memory: its JSON is written once and sent many times. */
export type HeldTicket = SeenTicket & { readonly json: string; readonly words: string };

export type TicketSort = "-updated" | "updated" | "-created" | "created" | "next";

/** A merged ticket keeps its status, but the work goes on in the other one. */
const isWorkedOn = ({ status, mergedInto }: TicketView): boolean => isActive(status) && mergedInto === null;

/** Before the instant of a ticket nobody waits for, so that in the order "next" it comes after all others. */
export const lastInLine = "9999";

/**
 * What a ticket is sorted by, as text that sorts like the value. "next" puts
 * first whoever has waited longest for our word; for a settled one nobody waits.
 */
export function sortValue(view: TicketView, sort: TicketSort): string {
  if (sort === "next")
    return (isWorkedOn(view) ? view.waitingSince : null) ?? `${lastInLine}${view.updatedAt}`;
  return sort.endsWith("updated") ? view.updatedAt : view.createdAt;
}

/**
 * Every active ticket, held in the process (about 2 KB each), so that queues
 * and counts never ask the database. Filled at the start, kept in step by
 * `refresh` after each commit; a newer version is never replaced by an older.
 */
export class ActiveSet {
  readonly #db: Db;
  #held = new Map<number, HeldTicket>();
  #byNumber = new Map<number, HeldTicket>();
  readonly #orders = new Map<TicketSort, readonly HeldTicket[]>();

  constructor(db: Db) {
    this.#db = db;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Reads them all: at the start, and when a name changed that many tickets show. */
  async load(): Promise<void> {
    const fresh = (await selectActiveTicketViews(this.#db)).map(hold);
    this.#held = new Map(fresh.map((ticket) => [ticket.id, ticket]));
    this.#byNumber = new Map(fresh.map((ticket) => [ticket.view.number, ticket]));
    this.#orders.clear();
  }

  /** Reads these tickets again and answers them as they now stand, also those no longer active. */
  async refresh(accountId: number, ids: readonly number[]): Promise<readonly HeldTicket[]> {
    const found = (await selectTicketViewsById(this.#db, accountId, ids)).map(hold);
    for (const ticket of found) {
      const known = this.#held.get(ticket.id);
      if (known === undefined || known.view.version <= ticket.view.version) this.#put(ticket);
    }
    this.#orders.clear();
    return found;
  }

  /** Takes tickets out that are not there any more, and answers those that were held. */
  forget(ids: readonly number[]): readonly HeldTicket[] {
    const gone = ids.flatMap((id) => this.#held.get(id) ?? []);
    for (const ticket of gone) {
      this.#held.delete(ticket.id);
      this.#byNumber.delete(ticket.view.number);
    }
    this.#orders.clear();
    return gone;
  }

  /** By the number people see; null when it is not active. */
  find(accountId: number, number: number): HeldTicket | null {
    const ticket = this.#byNumber.get(number);
    return ticket?.accountId === accountId ? ticket : null;
  }

  visible(accountId: number, sight: Visibility): HeldTicket[] {
    return [...this.#held.values()].filter(
      (ticket) => ticket.accountId === accountId && mayRead(sight, ticket),
    );
  }

  /** Visible tickets in order, from just behind `after`; walk only as far as needed. */
  *inOrder({ accountId, visibility, sort, after }: Walk): Iterable<HeldTicket> {
    const tickets = this.#ordered(sort);
    for (
      let place = after === null ? 0 : placeBehind(tickets, sort, after);
      place < tickets.length;
      place += 1
    ) {
      const ticket = tickets[place];
      if (ticket !== undefined && ticket.accountId === accountId && mayRead(visibility, ticket)) yield ticket;
    }
  }

  #put(ticket: HeldTicket): void {
    if (isWorkedOn(ticket.view)) {
      this.#held.set(ticket.id, ticket);
      this.#byNumber.set(ticket.view.number, ticket);
    } else {
      this.#held.delete(ticket.id);
      this.#byNumber.delete(ticket.view.number);
    }
  }

  /** An order is made when first asked for after a change; sorting what is nearly sorted costs little. */
  #ordered(sort: TicketSort): readonly HeldTicket[] {
    const known = this.#orders.get(sort);
    if (known !== undefined) return known;
    const direction = sort.startsWith("-") ? -1 : 1;
    const fresh = [...this.#held.values()].sort((a, b) => direction * compare(a, b, sort));
    this.#orders.set(sort, fresh);
    return fresh;
  }
}

type Walk = {
  readonly accountId: number;
  readonly visibility: Visibility;
  readonly sort: TicketSort;
  readonly after: Cursor | null;
};

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
  return foldForSearch(
    `${view.reference} ${view.subject} ${view.requester.name} ${view.requester.email ?? ""}`,
  );
}
