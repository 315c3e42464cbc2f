import { useEffect, useState } from "react";
import type { ContactView } from "@kvit/contract/people";
import type { TicketView } from "@kvit/contract/tickets";
import { request } from "../../api/request.ts";
import { ingestTickets } from "../../store/tickets.ts";
import type { Person } from "./find-tickets.ts";

type Found = { readonly tickets: readonly TicketView[]; readonly people: readonly Person[] };
const nothing: Found = { tickets: [], people: [] };
const pauseMs = 200;

/** Tickets and people the server finds that are not in memory, after a pause in typing. */
export function useServerSearch(query: string): Found {
  const [found, setFound] = useState<Found & { readonly query: string }>({ ...nothing, query: "" });
  const wanted = query.trim().replace(/^#/, "");
  useEffect(() => {
    if (wanted.length < 2) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void search(wanted, abort.signal).then((answer) =>
        abort.signal.aborted ? undefined : setFound({ ...answer, query: wanted }),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wanted]);
  return found.query !== "" && wanted.startsWith(found.query) ? found : nothing;
}

/** What one of the two does not answer is left out. */
async function search(words: string, signal: AbortSignal): Promise<Found> {
  const [tickets, contacts] = await Promise.all([
    firstOf<TicketView>("tickets", words, 10, signal),
    firstOf<ContactView>("contacts", words, 5, signal),
  ]);
  ingestTickets(tickets);
  return {
    tickets,
    people: contacts.map(({ id, name, emails }) => ({ id, name, email: emails[0] ?? null })),
  };
}

async function firstOf<Item>(
  what: "tickets" | "contacts",
  words: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const path = `/api/v1/${what}?q=${encodeURIComponent(words)}&limit=${limit}`;
  try {
    const { items } = await request<{ readonly items: readonly Item[] }>(path, { signal });
    return items;
  } catch {
    return [];
  }
}
