import type { MailPort } from "./mail-port.ts";
import type { ActiveSet } from "./active-set.ts";
import type { WorkDeps } from "./unit-of-work.ts";

/** What the routes of tickets need: the database with clock and feed, memory, and the way out for mail. */
export type TicketsDeps = WorkDeps & { readonly activeSet: ActiveSet; readonly mail: MailPort };
