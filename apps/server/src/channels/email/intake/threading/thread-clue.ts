import type { Lookup } from "../filters/filter.ts";
import type { Incoming, Thread } from "../incoming.ts";

/** Tickets a mail seems to speak of, the likeliest first. */
export type ThreadClue = (
  incoming: Incoming,
  lookup: Lookup,
) => Promise<readonly { readonly ticketId: number; readonly by: Thread["by"]; readonly proven: boolean }[]>;
