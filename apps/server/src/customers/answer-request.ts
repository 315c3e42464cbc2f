import { AppError } from "../platform/app-error.ts";
import { sha256Hex } from "../platform/digest.ts";
import { executeCommand, type Executed } from "../tickets/execute-command.ts";
import type { StoredTicket } from "../tickets/stored-ticket.ts";
import { lockTicket } from "../tickets/tickets.queries.ts";
import { inTransaction, type Work } from "../tickets/unit-of-work.ts";
import type { CustomersDeps } from "./customers-deps.ts";
import { standingAt } from "./find-request.ts";
import { takeFormOnce } from "./request.queries.ts";
import { assigneeOnReopening, byCustomer, writeToDesk } from "./write-to-desk.ts";

export type CustomerAnswer = {
  readonly ticketId: number;
  /** "Is it solved?" Null: only words. */
  readonly answer: "yes" | "no" | null;
  readonly text: string;
  readonly attachmentIds?: readonly number[];
  /** The mark of the form, so that sending it twice writes once. */
  readonly mark: string;
};

/** What came of it, for the page that follows. */
export type Outcome = "closed" | "reopened" | "written" | "followed-up" | "unchanged";

/**
 * Carries out what a customer said on a page, whatever state the ticket has
 * come to meanwhile. Saying again what is so already changes nothing.
 *
 * Throws AppError: not-found for what is not theirs to see; bad-request when
 * words are needed (nothing else would say what is missing); refused.
 */
export async function answerRequest(deps: CustomersDeps, said: CustomerAnswer): Promise<Outcome> {
  const { outcome, changes } = await inTransaction(deps, async (work) => ({
    outcome: await answerHeld(work, deps, said),
    changes: work.changes,
  }));
  const changed = new Set(changes.map(({ ticketId }) => ticketId));
  if (changed.size > 0) await deps.refresh(deps.accountId, [...changed]);
  return outcome;
}

type Deps = Pick<CustomersDeps, "accountId" | "mails">;

async function answerHeld(work: Work, deps: Deps, said: CustomerAnswer): Promise<Outcome> {
  const stored = await demandRequest(work, deps, said.ticketId);
  if (said.answer === "yes") return agree(work, deps, stored);
  const rejected = said.answer === "no" && (await canBeRejected(deps, stored, work));
  if (rejected) await reject(work, deps, stored);
  if (!hasWords(said)) return withoutWords(stored, said, rejected);
  return takeWords(work, deps, said, rejected);
}

/** Holds the ticket for the rest of the transaction. */
async function demandRequest(work: Work, deps: Deps, ticketId: number): Promise<StoredTicket> {
  const stored = await lockTicket(work.tx, deps.accountId, { id: ticketId });
  const standing = stored === null ? null : await standingAt(work.tx, deps.accountId, stored, work.now);
  if (stored === null || standing === null) throw new AppError("not-found");
  return stored;
}

async function takeWords(work: Work, deps: Deps, said: CustomerAnswer, rejected: boolean): Promise<Outcome> {
  const stored = await demandRequest(work, deps, said.ticketId);
  const { requesterId } = stored.ticket;
  const form = { mark: said.mark, digest: sha256Hex(said.text) };
  if (!(await takeFormOnce(work.tx, deps.accountId, requesterId, form))) return "written";
  const words = { text: said.text, attachmentIds: said.attachmentIds ?? [] };
  const { followedUp } = await writeToDesk(work, deps, stored, words);
  if (followedUp) return "followed-up";
  return rejected ? "reopened" : "written";
}

function hasWords({ text, attachmentIds }: CustomerAnswer): boolean {
  return text.trim() !== "" || (attachmentIds ?? []).length > 0;
}

/** A no that finds the request open already says nothing new; from an answered or closed one we must know what is missing. */
function withoutWords(stored: StoredTicket, said: CustomerAnswer, rejected: boolean): Outcome {
  if (rejected) return "reopened";
  const isWithUs = ["new", "open", "postponed"].includes(stored.ticket.status);
  if (said.answer === "no" && isWithUs) return "unchanged";
  throw new AppError("bad-request", { detail: "Write a few words first." });
}

async function agree(work: Work, deps: Deps, stored: StoredTicket): Promise<Outcome> {
  const name = stored.ticket.status === "resolved" ? "confirm" : "solved";
  const done = await carryOut(work, deps, stored, name);
  return done.events.length > 0 ? "closed" : "unchanged";
}

async function carryOut(
  work: Work,
  { accountId }: Deps,
  stored: StoredTicket,
  name: "confirm" | "solved",
): Promise<Executed> {
  return executeCommand(work, {
    accountId,
    target: { id: stored.ticket.id },
    name,
    input: {},
    by: byCustomer(stored),
  });
}

async function canBeRejected(deps: Deps, stored: StoredTicket, work: Work): Promise<boolean> {
  const stage = (await standingAt(work.tx, deps.accountId, stored, work.now))?.stage;
  return stage === "asked" || stage === "closed";
}

async function reject(work: Work, { accountId }: Deps, stored: StoredTicket): Promise<void> {
  await executeCommand(work, {
    accountId,
    target: { id: stored.ticket.id },
    name: "reject",
    input: { assignTo: await assigneeOnReopening(work, accountId, stored) },
    by: byCustomer(stored),
  });
}
