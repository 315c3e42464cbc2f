import { readInstant, type InstantFault } from "@kvit/domain/kernel";
import type { CommandInput, CommandName } from "@kvit/domain/tickets";
import type { z } from "zod";
import { verbs, type Verb, type VerbBody } from "@kvit/contract/tickets";
import { AppError } from "../platform/app-error.ts";
import type { MailPort } from "./mail-port.ts";
import { findAgentId, findDepartmentId } from "../people/find-people.queries.ts";
import { addNote } from "./add-note.ts";
import { byAgent } from "./by-agent.ts";
import { changeFields } from "./change-fields.ts";
import { closeTicket, reopenTicket } from "./end-ticket.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import { purgeTicket } from "./purge-ticket.ts";
import { linkTickets } from "./relations/link-tickets.ts";
import { mergeTickets } from "./relations/merge-tickets.ts";
import { splitTicket } from "./relations/split-ticket.ts";
import { unmergeTicket } from "./relations/unmerge-ticket.ts";
import { rejectForCustomer, withNote } from "./reject-for-customer.ts";
import { replyToTicket } from "./reply-to-ticket.ts";
import { resolveTicket } from "./resolve-ticket.ts";
import { undoAct } from "./undo-act.ts";
import type { Expecting, VerbCall } from "./verb-call.ts";
import type { Work } from "./unit-of-work.ts";

type Perform<Name extends Verb> = (work: Work, mail: MailPort, call: VerbCall<Name>) => Promise<Executed>;
type Schemas = { readonly [Name in Verb]: z.ZodType<VerbBody<Name>> };
type Called = Omit<VerbCall<Verb>, "body"> & { readonly body: unknown };

/** Reads the body by the verb's own schema, then carries the verb out. */
export async function performVerb<Name extends Verb>(
  work: Work,
  mail: MailPort,
  verb: Name,
  called: Called,
): Promise<Executed> {
  const schemas: Schemas = verbs;
  return performers[verb](work, mail, { ...called, body: schemas[verb].parse(called.body ?? {}) });
}

/** What each verb of the API does. The types see to it that none is missing. */
const performers: { readonly [Name in Verb]: Perform<Name> } = {
  reply: async (work, mail, call) => replyToTicket(work, mail, call),
  note: async (work, _mail, call) => addNote(work, call),
  resolve: async (work, mail, call) => resolveTicket(work, mail, call),
  confirm: async (work, mail, call) => closeTicket(work, mail, call, "confirm"),
  reject: async (work, _mail, call) => rejectForCustomer(work, call),
  reopen: async (work, mail, call) => reopenTicket(work, mail, call),
  close: async (work, mail, call) => closeTicket(work, mail, call, "close"),
  postpone: async (work, _mail, call) => simple(work, call, "postpone", readPostponement(call.body)),
  wake: async (work, _mail, call) => simple(work, call, "wake", {}),
  spam: async (work, _mail, call) => simple(work, call, "spam", {}),
  "not-spam": async (work, _mail, call) => simple(work, call, "not-spam", {}),
  delete: async (work, _mail, call) => simple(work, call, "delete", {}),
  restore: async (work, _mail, call) => simple(work, call, "restore", {}),
  review: async (work, _mail, call) => simple(work, call, "review", {}),
  purge: async (work, _mail, call) => purgeTicket(work, call),
  assign: async (work, _mail, call) => simple(work, call, "assign", { agentId: await agentIdOf(work, call) }),
  transfer: async (work, _mail, call) =>
    simple(work, call, "transfer", { departmentId: await departmentIdOf(work, call) }),
  prioritise: async (work, _mail, call) => simple(work, call, "prioritise", { priority: call.body.priority }),
  tag: async (work, _mail, call) =>
    simple(work, call, "tag", { add: call.body.add ?? [], remove: call.body.remove ?? [] }),
  stage: async (work, _mail, call) => simple(work, call, "stage", { stage: call.body.stage }),
  attempt: async (work, _mail, call) => recordAttempt(work, call),
  merge: async (work, mail, call) => mergeTickets(work, mail, call),
  unmerge: async (work, mail, call) => unmergeTicket(work, mail, call),
  split: async (work, _mail, call) => splitTicket(work, call),
  link: async (work, _mail, call) => linkTickets(work, "link", call),
  unlink: async (work, _mail, call) => linkTickets(work, "unlink", call),
  "change-fields": async (work, _mail, call) => changeFields(work, call),
  "ask-approval": async (work, _mail, call) =>
    simple(work, call, "ask-approval", { approval: call.body.approval }),
  "give-approval": async (work, _mail, call) =>
    simple(work, call, "give-approval", { approval: call.body.approval }),
  "refuse-approval": async (work, _mail, call) =>
    simple(work, call, "refuse-approval", { approval: call.body.approval, reason: call.body.reason }),
  escalate: async (work, _mail, call) => simple(work, call, "escalate", { reason: call.body.reason }),
  undo: async (work, mail, { caller, number, body }) => {
    const { act, ...expected } = body;
    return undoAct(work, mail, { caller, number, act, expected });
  },
};

async function simple<Name extends CommandName>(
  work: Work,
  call: Pick<VerbCall<Verb>, "caller" | "number"> & { readonly body: object },
  name: Name,
  input: CommandInput<Name>,
): Promise<Executed> {
  const expected: Expecting = call.body;
  return executeCommand(work, {
    accountId: call.caller.accountId,
    target: { number: call.number },
    name,
    input,
    by: byAgent(call.caller),
    expectedStatus: expected.expectedStatus,
    expectedVersion: expected.expectedVersion,
  });
}

function readPostponement(body: VerbBody<"postpone">): CommandInput<"postpone"> {
  if ("untilReply" in body) return { untilReply: true };
  const until = readInstant(body.until);
  if (typeof until !== "number") throw unfit("until", instantFaults[until]);
  return { until };
}

const instantFaults: Readonly<Record<InstantFault, string>> = {
  form: "There is no such day or time. Write a date-time such as 2026-11-22T13:10:00Z.",
  "no-such-day": "There is no such day.",
  "too-far": "That is too far away. Write a date-time before 2255-06-05.",
};

function unfit(path: string, message: string): AppError {
  return new AppError("bad-request", { detail: message, errors: [{ path, message }] });
}

async function agentIdOf(work: Work, { caller, body }: VerbCall<"assign">): Promise<number | null> {
  if (body.agent === null) return null;
  const id = await findAgentId(work.tx, caller.accountId, body.agent);
  if (id === null) throw unfit("agent", `There is no agent ${body.agent}.`);
  return id;
}

async function departmentIdOf(work: Work, { caller, body }: VerbCall<"transfer">): Promise<number> {
  const id = await findDepartmentId(work.tx, caller.accountId, String(body.department));
  if (id === null) throw unfit("department", `There is no department ${body.department}.`);
  return id;
}

/** A try to reach the customer; what was said about it becomes a note of the same act. */
async function recordAttempt(work: Work, call: VerbCall<"attempt">): Promise<Executed> {
  const { channel, outcome, note } = call.body;
  const attempted = await simple(work, call, "attempt", { channel, outcome });
  return withNote(work, attempted, { caller: call.caller, number: call.number, text: note });
}
