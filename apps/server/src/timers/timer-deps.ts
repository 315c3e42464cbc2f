import type { MailPort } from "../tickets/mail-port.ts";
import type { StoredTicket } from "../tickets/stored-ticket.ts";
import type { WorkDeps } from "../tickets/unit-of-work.ts";

/** What deadlines need: the database with clock and feed, and the way out for mail. */
export type TimerDeps = WorkDeps & { readonly mail: MailPort };

/** The ticket whose deadline has come, held. */
export type Due = { readonly accountId: number; readonly stored: StoredTicket };
