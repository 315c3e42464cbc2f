import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { foldForSearch } from "@kvit/i18n";
import { readCursor, writeCursor, type Cursor } from "../../platform/http/cursor.ts";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import type { Listing, TicketPage } from "../list-tickets.ts";
import type { SeenTicket } from "../ticket-views.queries.ts";
import { foldedViews } from "./folded-views.ts";
import { selectStanding, type Place } from "./standing.queries.ts";
import { inSnapshot } from "./snapshot.ts";

/** Tags and words are known only once a ticket is folded; this many are for one page at most. */
const foldedForOnePage = 600;
const foldedAtOnce = 200;

/**
 * One page of the tickets as they stood at an instant, each as JSON. The reader
 * sees what they may read now. Where tags or words narrow much, a page may be
 * short, or even empty, and yet have a `next`: so much and no more is folded at once.
 */
export async function listPast(db: Db, listing: Listing, at: Instant): Promise<TicketPage> {
  return inSnapshot(db, async (tx) => {
    const { found, end, isAll } = await findUntil(tx, { listing, at });
    const page = found.slice(0, listing.limit);
    const last = found.length > listing.limit ? page.at(-1)?.place : undefined;
    const items = page.map(({ json }) => json);
    if (last !== undefined) return { items, next: writeCursor(orderOf(listing, at), [last.value, last.id]) };
    return { items, next: isAll || end === null ? null : writeCursor(orderOf(listing, at), end) };
  });
}

const orderOf = ({ sort }: Listing, at: Instant): string => `tickets ${sort} at ${formatInstant(at)}`;

type Found = {
  readonly found: readonly { readonly place: Place; readonly json: string }[];
  /** Where the search came to. */
  readonly end: Cursor | null;
  /** Whether there is nothing behind it. */
  readonly isAll: boolean;
};

/** Looks for a page and one more, as far as it may. */
async function findUntil(tx: Tx, { listing, at }: Asked): Promise<Found> {
  const isNarrowed = listing.filter.tags.length > 0 || listing.filter.words !== null;
  const count = isNarrowed ? foldedAtOnce : listing.limit + 1;
  const found: Found["found"][number][] = [];
  let end = readCursor(orderOf(listing, at), listing.cursor);
  for (let folded = 0; found.length <= listing.limit && folded < foldedForOnePage; folded += count) {
    const places = await selectStanding(tx, { ...listing, at, after: end, count });
    found.push(...(await fitting(tx, { listing, at }, places)));
    const last = places.at(-1);
    if (last !== undefined) end = [last.value, last.id];
    if (places.length < count) return { found, end, isAll: true };
  }
  return { found, end, isAll: false };
}

type Asked = { readonly listing: Listing; readonly at: Instant };

async function fitting(tx: Tx, { listing, at }: Asked, places: readonly Place[]) {
  const { accountId, filter } = listing;
  const ids = places.map(({ id }) => id);
  const views = await foldedViews(tx, accountId, ids, at);
  const words = filter.words === null ? [] : foldForSearch(filter.words).split(/\s+/);
  return places.flatMap((place) => {
    const seen = views.get(place.id);
    if (seen === undefined || !filter.tags.every((tag) => seen.view.tags.includes(tag))) return [];
    return words.every((word) => wordsOf(seen).includes(word))
      ? [{ place, json: JSON.stringify(seen.view) }]
      : [];
  });
}

/** What `q` looks through: the subject of that time, number, and the person's name of today. */
function wordsOf({ view }: SeenTicket): string {
  return foldForSearch(
    `${view.reference} ${view.subject} ${view.requester.name} ${view.requester.email ?? ""}`,
  );
}
