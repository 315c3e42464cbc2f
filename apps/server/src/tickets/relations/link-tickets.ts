import { randomUUID } from "node:crypto";
import { oppositeLink } from "@kvit/domain/tickets";
import { byAgent } from "../by-agent.ts";
import { executeCommand, type Executed } from "../execute-command.ts";
import type { VerbCall } from "../verb-call.ts";
import type { Work } from "../unit-of-work.ts";
import { holdPair, onTheOther } from "./hold-tickets.ts";

/** Links two tickets, or takes a link away: on both sides, as one act. */
export async function linkTickets(
  work: Work,
  name: "link" | "unlink",
  { caller, number, body }: VerbCall<"link" | "unlink">,
): Promise<Executed> {
  const { accountId } = caller;
  const { one, other } = await holdPair(work.tx, { caller, number, other: body.ticket, field: "ticket" });
  const common = { accountId, name, by: byAgent(caller), act: randomUUID() } as const;
  const executed = await executeCommand(work, {
    ...common,
    target: { id: one.ticket.id },
    input: { kind: body.kind, ticketId: other.ticket.id },
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
  await onTheOther(other, async () =>
    executeCommand(work, {
      ...common,
      target: { id: other.ticket.id },
      input: { kind: oppositeLink(body.kind), ticketId: one.ticket.id },
    }),
  );
  return executed;
}
