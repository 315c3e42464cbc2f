import type { MessageView, ThreadView } from "@kvit/contract/tickets";
import type { Ticket } from "@kvit/domain/tickets";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { selectMessages } from "../thread.queries.ts";
import { selectBriefs, selectLinks, selectMerged, type Asked } from "./relations.queries.ts";

export type Relations = Pick<ThreadView, "links" | "merged" | "mergedInto"> & {
  /** What was said in the tickets merged into this one. */
  readonly brought: readonly MessageView[];
};

/** How a ticket stands to others, as far as the reader may see those. */
export async function readRelations(
  db: Db | Tx,
  asked: Asked,
  ticket: Pick<Ticket, "id" | "links" | "mergedInto">,
): Promise<Relations> {
  const [links, sources, [target]] = await Promise.all([
    selectLinks(db, asked, ticket.links),
    selectMerged(db, asked, ticket.id),
    selectBriefs(db, asked, ticket.mergedInto === null ? [] : [ticket.mergedInto]),
  ]);
  const brought = await Promise.all(sources.map(async ({ id }) => selectMessages(db, asked.accountId, id)));
  return {
    links,
    merged: sources.map(({ view }) => view),
    mergedInto: target?.view ?? null,
    brought: brought.flat(),
  };
}

/** One conversation in the order of time. */
export function inOrderOfTime(messages: readonly MessageView[]): MessageView[] {
  return messages.toSorted((one, other) =>
    one.at === other.at ? one.id - other.id : one.at < other.at ? -1 : 1,
  );
}
