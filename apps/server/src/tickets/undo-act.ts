import type { EventView, ThreadView } from "@kvit/contract/tickets";
import { AppError } from "../platform/app-error.ts";
import { cancelHeld } from "../channels/email/index.ts";
import type { Principal } from "../platform/http/principal.ts";
import { byAgent } from "./by-agent.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import { readEvents } from "./tickets.queries.ts";
import type { Work } from "./unit-of-work.ts";

/** Changes of a mail's delivery and the life of clocks happen by themselves; nobody takes them back. */
const byItself = new Set([
  "message.delivery_changed",
  "ticket.created",
  "message.received",
  "message.auto_received",
]);

/** The newest act of this person on this ticket that was not taken back already, and what it did. */
export function lastUndoable(events: readonly EventView[], caller: Principal): ThreadView["undo"] {
  const undone = new Set(events.filter((event) => event.type === "undone").map((event) => event.data["act"]));
  const last = events.findLast(
    (event) =>
      isOwn(event, caller) && event.type !== "undone" && !byItself.has(event.type) && !undone.has(event.act),
  );
  if (last === undefined) return null;
  return {
    act: last.act,
    types: events.filter((event) => event.act === last.act).map((event) => event.type),
  };
}

function isOwn(event: EventView, caller: Principal): boolean {
  return (event.actor.kind === "agent" || event.actor.kind === "api") && event.actor.id === caller.agent.id;
}

/**
 * Takes back one act of the caller on a ticket: the newest unless `act` names
 * another. A reply can be taken back while it is held; the mail is cancelled in
 * the same transaction. Throws refused with the reason (changed since, sent).
 */
export async function undoAct(
  work: Work,
  caller: Principal,
  number: number,
  act: string | undefined,
): Promise<Executed> {
  const { accountId } = caller;
  return executeCommand(work, {
    accountId,
    target: { number },
    name: "undo",
    by: { ...byAgent(caller), cause: { kind: "undo", act: act ?? "" } },
    input: async (stored) => {
      const events = await readEvents(work.tx, accountId, stored.ticket.id);
      const undone = new Set(
        events.filter((event) => event.type === "undone").map((event) => event.data["act"]),
      );
      const own = events.filter(
        (event) =>
          (event.actor.kind === "agent" || event.actor.kind === "api") && event.actor.id === caller.agent.id,
      );
      const last = own.findLast(
        (event) => event.type !== "undone" && !byItself.has(event.type) && !undone.has(event.act),
      );
      const wanted = act ?? last?.act;
      if (wanted === undefined || !own.some((event) => event.act === wanted))
        throw new AppError("refused", {
          reason: "nothing-to-undo",
          detail: "There is nothing of yours on this ticket that can be taken back.",
        });
      const chosen = events.filter((event) => event.act === wanted);
      const sent = chosen.flatMap((event) =>
        event.type === "message.sent" && typeof event.data["messageId"] === "number"
          ? [event.data["messageId"]]
          : [],
      );
      let messagesStillHeld = true;
      for (const messageId of sent)
        messagesStillHeld = (await cancelHeld(work.tx, accountId, messageId)) && messagesStillHeld;
      return { act: wanted, events: chosen, messagesStillHeld };
    },
  });
}
