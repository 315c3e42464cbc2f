import type { Verb } from "@kvit/contract/tickets";
import type { JsonObject } from "@kvit/domain/kernel";
import type { Principal } from "../../platform/http/principal.ts";
import type { Executed } from "../execute-command.ts";
import type { Work } from "../unit-of-work.ts";
import { insertAct, markUndone } from "./acts.queries.ts";

/** What is said and what is gone for good has no way back. */
const oneWay: ReadonlySet<Verb> = new Set(["note", "attempt", "purge"]);

type Recorded = {
  readonly caller: Principal;
  readonly verb: Verb;
  readonly number: number;
  readonly body: unknown;
  readonly executed: Executed;
};

/** Puts what was done to a ticket on the agent's stack, in the transaction that did it. */
export function recordAct(work: Work, { caller, verb, number, body, executed }: Recorded): void {
  if (executed.events.length === 0 || oneWay.has(verb)) return;
  const { accountId } = caller;
  const undoOf = verb === "undo" ? undoneIn(executed) : null;
  const act = {
    id: executed.act,
    agentId: caller.agent.id,
    at: work.now,
    verb,
    detail: detailOf(body),
    numbers: [number],
    undoOf,
  };
  work.beside(insertAct(work.tx, accountId, act));
  if (undoOf !== null) work.beside(markUndone(work.tx, accountId, { act: undoOf, by: executed.act }));
}

function undoneIn({ events }: Executed): string | null {
  const act = events.find(({ type }) => type === "undone")?.data["act"];
  return typeof act === "string" ? act : null;
}

/** Fields that say what was done in a word. What was written to or about somebody is not among them. */
const told: ReadonlySet<string> = new Set([
  "agent",
  "department",
  "priority",
  "add",
  "remove",
  "until",
  "untilReply",
  "stage",
  "into",
  "kind",
  "ticket",
]);

export function detailOf(body: unknown): JsonObject {
  const entries = Object.entries(Object(body)).filter(([name]) => told.has(name));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, JSON.parse(JSON.stringify(value ?? null))]),
  );
}
