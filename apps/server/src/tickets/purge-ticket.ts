import { byAgent } from "./by-agent.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import { eraseContent } from "./purge.queries.ts";
import type { VerbCall } from "./verb-call.ts";
import type { Work } from "./unit-of-work.ts";

/**
 * Deletes a ticket for good, after its number was typed: messages, files and
 * what the history said go; number, dates and the chain of hashes stay.
 */
export async function purgeTicket(
  work: Work,
  { caller, number, body }: VerbCall<"purge">,
): Promise<Executed> {
  const executed = await executeCommand(work, {
    accountId: caller.accountId,
    target: { number },
    name: "purge",
    input: { number: typedNumber(body.number) },
    by: byAgent(caller),
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
  if (executed.events.length > 0)
    await eraseContent(work.tx, {
      accountId: caller.accountId,
      ticketId: executed.ticket.id,
      keepFromSeq: executed.events[0]?.seq ?? 0,
    });
  return executed;
}

/** People type "#4821" or "KV-4821" as well as 4821. */
function typedNumber(given: number | string): number {
  return typeof given === "number" ? given : Number(/(\d+)\s*$/.exec(given)?.[1] ?? Number.NaN);
}
