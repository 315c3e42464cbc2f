import type { VerbBody } from "@kvit/contract/tickets";
import { microsPerDay } from "@kvit/domain/kernel";
import {
  closeReasons,
  isSettled,
  waitSince,
  type CloseReason,
  type CommandInput,
} from "@kvit/domain/tickets";
import { judgeOf } from "../lifecycle/index.ts";
import { byAgent } from "./by-agent.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import type { LadderLetter, MailPort } from "./mail-port.ts";
import type { VerbCall } from "./verb-call.ts";
import type { Work } from "./unit-of-work.ts";

/** Closes without the customer's word, and tells them why, and until when they can open it again. */
export async function closeTicket(
  work: Work,
  mail: MailPort,
  call: VerbCall<"close" | "confirm">,
  name: "close" | "confirm",
): Promise<Executed> {
  const input = name === "close" ? readCloseReason(call.body) : {};
  const executed = await execute(work, call, name, input);
  const { closeReason, closedAt } = executed.ticket;
  if (executed.events.length === 0 || closeReason === null || closedAt === null) return executed;
  const { ladder } = await judgeOf(work.tx, call.caller.accountId, executed.before);
  return tell(
    work,
    mail,
    { call, executed },
    {
      kind: "closed",
      reason: closeReason,
      since: waitSince(executed.before.ticket) ?? executed.before.ticket.updatedAt,
      until: closedAt + ladder.reopenWindowDays * microsPerDay,
    },
  );
}

/** Back into our queue, to whoever reopened it; of a resolved or closed one the customer is told once. */
export async function reopenTicket(work: Work, mail: MailPort, call: VerbCall<"reopen">): Promise<Executed> {
  const { caller, body } = call;
  const executed = await execute(work, call, "reopen", {
    assignTo: caller.agent.id,
    ...(body.reason === undefined ? {} : { reason: body.reason }),
  });
  if (!isSettled(executed.before.ticket.status)) return executed;
  return tell(work, mail, { call, executed }, { kind: "reopened" });
}

type Call = VerbCall<"close" | "confirm" | "reopen">;

async function execute<Name extends "close" | "confirm" | "reopen">(
  work: Work,
  { caller, number, body }: Call,
  name: Name,
  input: CommandInput<Name>,
): Promise<Executed> {
  return executeCommand(work, {
    accountId: caller.accountId,
    target: { number },
    name,
    input,
    by: byAgent(caller),
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
}

async function tell(
  work: Work,
  mail: MailPort,
  { call, executed }: { readonly call: Call; readonly executed: Executed },
  letter: LadderLetter,
): Promise<Executed> {
  const { caller, body } = call;
  if (executed.events.length === 0 || body.tellCustomer === false) return executed;
  const { accountId } = caller;
  const stored = { ...executed.before, ticket: executed.ticket };
  await mail.ladder(work, { accountId, stored, letter, act: executed.act, held: true });
  return executed;
}

/** A reason in words is kept; the code then says only that we closed it. */
function readCloseReason(body: VerbBody<"close">): CommandInput<"close"> {
  const given = body.reason;
  const code: CloseReason | undefined = closeReasons.find((reason) => reason === given);
  if (code !== undefined) return { reason: code };
  return given === undefined
    ? { reason: "no-longer-relevant" }
    : { reason: "no-longer-relevant", note: given };
}
