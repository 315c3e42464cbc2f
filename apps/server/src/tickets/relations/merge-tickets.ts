import { randomUUID } from "node:crypto";
import { byAgent } from "../by-agent.ts";
import { executeCommand, type Executed } from "../execute-command.ts";
import type { MailPort } from "../mail-port.ts";
import type { VerbCall } from "../verb-call.ts";
import type { Work } from "../unit-of-work.ts";
import { holdPair, onTheOther } from "./hold-tickets.ts";
import { moveDrafts } from "./moved-drafts.queries.ts";

/**
 * The ticket's conversation goes on in another: one act in both histories. The
 * other takes over what is owed to the customer and what was being written;
 * the customer is told once, unless the caller says otherwise.
 */
export async function mergeTickets(
  work: Work,
  mail: MailPort,
  { caller, number, body }: VerbCall<"merge">,
): Promise<Executed> {
  const { accountId } = caller;
  const { one, other } = await holdPair(work.tx, { caller, number, other: body.into, field: "into" });
  const [source, target] = [one.ticket, other.ticket];
  const common = { accountId, name: "merge", by: byAgent(caller), act: randomUUID() } as const;
  const executed = await executeCommand(work, {
    ...common,
    target: { id: source.id },
    input: { into: target.id },
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
  const { oldestUnansweredAt } = source;
  const onTarget = await onTheOther(other, async () =>
    executeCommand(work, {
      ...common,
      target: { id: target.id },
      input: { from: source.id, oldestUnansweredAt },
    }),
  );
  const [merged] = onTarget.events;
  if (merged !== undefined)
    await moveDrafts(work.tx, { accountId, from: source.id, to: target.id, at: merged.at });
  if (body.tellCustomer !== false)
    await mail.merged(work, { accountId, source: one, target: other, act: common.act });
  return executed;
}
