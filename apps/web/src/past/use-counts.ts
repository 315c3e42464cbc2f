import { useEffect, useState } from "react";
import type { TicketCounts } from "@kvit/contract/tickets";
import { request } from "../api/request.ts";
import { useSignalAfterFrame } from "../store/after-frame.ts";
import type { SignedIn } from "../store/session.ts";
import { ticketsChanged } from "../store/tickets.ts";
import { countsOf } from "../store/views.ts";
import { queryAt } from "./moment.ts";
import { countsThen } from "./view-query.ts";

const none: ReadonlyMap<string, number> = new Map();

/** How many tickets each view holds, or held at an instant; none until that is known. */
export function useCounts(world: SignedIn, at: string | null): ReadonlyMap<string, number> {
  useSignalAfterFrame(ticketsChanged);
  const [then, setThen] = useState<{ readonly at: string; readonly counts: TicketCounts } | null>(null);
  useEffect(() => {
    if (at === null) return undefined;
    const abort = new AbortController();
    request<TicketCounts>(`/api/v1/tickets/counts?${queryAt({ status: "active" }, at)}`, {
      signal: abort.signal,
    }).then(
      (counts) => setThen({ at, counts }),
      // the list beside it says what went wrong
      () => undefined,
    );
    return () => abort.abort();
  }, [at]);
  if (at === null) return countsOf(world);
  return then === null ? none : countsThen(world, then.counts);
}
