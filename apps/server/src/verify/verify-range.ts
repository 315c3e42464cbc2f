import type { Digest } from "@kvit/domain/tickets";
import type { Db } from "../platform/postgres/pool.ts";
import { checkTicket } from "./check-ticket.ts";
import { readEvidence, type TicketRange } from "./evidence.queries.ts";
import type { Problem } from "./problem.ts";

export type RangeResult = {
  readonly tickets: number;
  readonly events: number;
  readonly messages: number;
  readonly problems: readonly Problem[];
};

export async function verifyRange(db: Db, range: TicketRange, digest: Digest): Promise<RangeResult> {
  const evidence = await readEvidence(db, range);
  return {
    tickets: evidence.length,
    events: evidence.reduce((sum, { events }) => sum + events.length, 0),
    messages: evidence.reduce((sum, { messages }) => sum + messages.length, 0),
    problems: evidence.flatMap((each) => checkTicket(each, digest)),
  };
}
