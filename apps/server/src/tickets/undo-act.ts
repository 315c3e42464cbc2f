import type { EventView, ThreadView } from "@kvit/contract/tickets";
import type { TicketEvent } from "@kvit/domain/tickets";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import { byAgent } from "./by-agent.ts";
import { tellingSince } from "./acts/since-act.ts";
import { executeCommand, type CommandRequest, type Executed } from "./execute-command.ts";
import type { MailPort } from "./mail-port.ts";
import { messageToDraft } from "./drafts.queries.ts";
import { spannedBy, undoElsewhere, type Spanned } from "./relations/undo-elsewhere.ts";
import { recountMessages } from "./messages.queries.ts";
import { findTicket, readEvents } from "./tickets.queries.ts";
import type { Expecting } from "./verb-call.ts";
import type { Work } from "./unit-of-work.ts";
import { withdrawnMessages } from "./withdrawn-messages.ts";

/** What happens by itself, or was somebody else's word: nobody takes it back. */
const byItself = new Set([
  "message.delivery_changed",
  "ticket.created",
  "message.received",
  "message.auto_received",
]);

type Known = {
  readonly type: string;
  readonly act: string;
  readonly actor: { readonly kind: string; readonly id: number | null };
  readonly data: Readonly<Record<string, unknown>>;
};

/** The newest act of this agent that was not taken back already; null when there is none. */
function newestAct(events: readonly Known[], agentId: number): string | null {
  const undone = new Set(events.filter((event) => event.type === "undone").map((event) => event.data["act"]));
  const last = events.findLast(
    (event) =>
      isBy(event, agentId) && event.type !== "undone" && !byItself.has(event.type) && !undone.has(event.act),
  );
  return last?.act ?? null;
}

function isBy({ actor }: Known, agentId: number): boolean {
  return (actor.kind === "agent" || actor.kind === "api") && actor.id === agentId;
}

/** What the ticket page offers to take back, and what it did. */
export function lastUndoable(events: readonly EventView[], caller: Principal): ThreadView["undo"] {
  const act = newestAct(events, caller.agent.id);
  return act === null
    ? null
    : { act, types: events.filter((event) => event.act === act).map((event) => event.type) };
}

type Undoing = {
  readonly caller: Principal;
  readonly number: number;
  readonly act: string | undefined;
  readonly expected?: Expecting;
};

/**
 * Takes back one act of the caller on a ticket: the newest unless `act` names
 * another. A reply can be taken back while it is held; its mail is cancelled
 * in the same transaction and its text becomes the caller's draft again.
 * Throws refused with the reason (changed since, sent already).
 */
export async function undoAct(work: Work, mail: MailPort, undoing: Undoing): Promise<Executed> {
  const { caller, number } = undoing;
  const { accountId } = caller;
  const others = await holdSpanned(work, undoing);
  const by = { ...byAgent(caller), cause: { kind: "undo", act: undoing.act ?? "" } } as const;
  const executed = await changing(work, undoing, others.act, {
    accountId,
    target: { number },
    name: "undo",
    ...undoing.expected,
    by,
    input: async (stored) => {
      const events = await readEvents(work.tx, accountId, stored.ticket.id);
      const act = chooseAct(events, undoing);
      const chosen = events.filter((event) => event.act === act);
      const messageIds = chosen.flatMap(sentMessage);
      const about = { accountId, ticketId: stored.ticket.id };
      const { base, again } = standing(events, act);
      if (again) await mail.holdAgain(work, { ...about, act: base });
      const cancelled = await mail.cancelHeld(work.tx, {
        ...about,
        act: again ? act : base,
        messageIds,
      });
      if (cancelled && messageIds.length > 0) {
        for (const messageId of messageIds)
          await messageToDraft(work.tx, { accountId, agentId: caller.agent.id, messageId });
        const withdrawn = new Set([...withdrawnMessages(events), ...messageIds]);
        await recountMessages(work.tx, { accountId, ticketId: stored.ticket.id }, withdrawn);
      }
      return {
        act,
        events: chosen,
        messagesStillHeld: cancelled && !chosen.some((event) => event.type === "undone"),
        spans: others.tickets.length > 0,
      };
    },
  });
  await undoElsewhere(work, { accountId, by, act: executed.act, of: others });
  return executed;
}

/** A refusal says what came in between. */
async function changing(
  work: Work,
  { caller: { accountId }, number }: Undoing,
  act: string,
  request: CommandRequest<"undo">,
): Promise<Executed> {
  try {
    return await executeCommand(work, request);
  } catch (error) {
    throw await tellingSince(work.tx, { accountId, number, act }, error);
  }
}

const spansNone: Spanned = { act: "", own: [], tickets: [] };

/** Holds the ticket and all that the act changed besides it. */
async function holdSpanned(work: Work, undoing: Undoing): Promise<Spanned> {
  const { accountId } = undoing.caller;
  const seen = await findTicket(work.tx, accountId, { number: undoing.number });
  if (seen === null) return spansNone;
  const events = await readEvents(work.tx, accountId, seen.ticket.id);
  const act = undoing.act ?? newestAct(events, undoing.caller.agent.id);
  return act === null ? spansNone : spannedBy(work.tx, accountId, { act, events, ticket: seen.ticket });
}

function chooseAct(events: readonly TicketEvent[], { caller, act }: Undoing): string {
  const chosen = act ?? newestAct(events, caller.agent.id);
  const own = events.some((event) => event.act === chosen && isBy(event, caller.agent.id));
  if (chosen !== null && own) return chosen;
  throw new AppError("refused", {
    reason: "nothing-to-undo",
    detail: "There is nothing of yours on this ticket that can be taken back.",
  });
}

/** The act that is at stake in the end: taken back, or, by the undo of an undo, done again. */
function standing(events: readonly TicketEvent[], act: string): { base: string; again: boolean } {
  const undone = events.find((event) => event.act === act && event.type === "undone")?.data["act"];
  if (typeof undone !== "string") return { base: act, again: false };
  const { base, again } = standing(events, undone);
  return { base, again: !again };
}

function sentMessage({ type, data }: TicketEvent): number[] {
  return type === "message.sent" && typeof data["messageId"] === "number" ? [data["messageId"]] : [];
}
