/**
 * Proves what the desk says of itself: every ticket's history is replayed and
 * compared with all that is stored about the ticket. Reads only, repairs
 * nothing, and may run while the desk is at work.
 */
export {
  proveTicket,
  verifyAllTickets,
  verifyOneTicket,
  type TicketProof,
  type Verdict,
  type VerifyOptions,
} from "./verify-tickets.ts";
export type { Evidence } from "./evidence.queries.ts";
export { historyEvent } from "./history-event.ts";
export type { Problem } from "./problem.ts";
