import type { MailPort } from "./mail-port.ts";
import { byAgent } from "./by-agent.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import type { VerbCall } from "./verb-call.ts";
import type { Work } from "./unit-of-work.ts";

/** Resolves without a further word to write, and asks the customer by mail whether it is solved. */
export async function resolveTicket(
  work: Work,
  mail: MailPort,
  { caller, number, body }: VerbCall<"resolve">,
): Promise<Executed> {
  const executed = await executeCommand(work, {
    accountId: caller.accountId,
    target: { number },
    name: "resolve",
    input: body.reason === undefined ? {} : { reason: body.reason },
    by: byAgent(caller),
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
  if (executed.events.length > 0)
    await mail.solved(work, {
      accountId: caller.accountId,
      stored: executed.before,
      act: executed.act,
    });
  return executed;
}
