import { z } from "zod";
import { formatInstant, parseInstant, type Instant } from "@kvit/domain/kernel";
import { visibility } from "@kvit/domain/permissions";
import { commandNames, deliveryStates, type DeliveryState } from "@kvit/domain/tickets";
import type { EventView, IntervalView, MessageView, ThreadView } from "@kvit/contract/tickets";
import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { visibleInSql } from "../list-tickets.ts";
import { forgotten, readTicket } from "../read-thread.ts";
import { selectEvents, selectIntervals, selectMessages, selectRequester } from "../thread.queries.ts";
import type { SeenTicket } from "../ticket-views.queries.ts";
import { foldedViews } from "./folded-views.ts";
import { notYetThere } from "./moment.ts";
import { inSnapshot } from "./snapshot.ts";
import { selectStatusesThen } from "./statuses-then.queries.ts";

/**
 * A ticket as it stood at an instant, for whoever may read it now. Throws
 * not-found for all others alike, not-yet-there when it came later.
 */
export async function readTicketThen(
  db: Db,
  caller: Principal,
  number: number,
  at: Instant,
): Promise<SeenTicket> {
  return inSnapshot(db, async (tx) => seenThen(tx, caller, number, at));
}

async function seenThen(tx: Tx, caller: Principal, number: number, at: Instant): Promise<SeenTicket> {
  const now = await readTicket(tx, caller, number);
  const then = (await foldedViews(tx, caller.accountId, [now.id], at)).get(now.id);
  if (then !== undefined) return then;
  const createdAt = parseInstant(now.view.createdAt);
  throw createdAt === null || createdAt <= at
    ? new AppError("not-found")
    : notYetThere(now.view.reference, at, createdAt);
}

/** What the desk's own life cycle had on the ticket, as its events until then say. */
function ownFieldsThen(events: readonly EventView[]): Pick<ThreadView, "fields" | "approvals"> {
  const last = (field: string): unknown =>
    events.findLast(({ changes }) => field in changes)?.changes[field]?.to;
  const keys = (field: string): string[] => z.array(z.string()).catch([]).parse(last(field));
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(last("fields"));
  return { fields, approvals: { open: keys("openApprovals"), given: keys("givenApprovals") } };
}

/** All that the ticket page showed at an instant. Nothing can be done there, so there is nothing of one's own in it. */
export async function readThreadThen(
  db: Db,
  caller: Principal,
  number: number,
  at: Instant,
): Promise<ThreadView> {
  return inSnapshot(db, async (tx) => {
    const { accountId, agent } = caller;
    const seen = await seenThen(tx, caller, number, at);
    const until = { until: at };
    const messages = await selectMessages(tx, accountId, seen.id, until);
    const events = await selectEvents(tx, accountId, seen.id, until);
    const intervals = await selectIntervals(tx, accountId, seen.id, events);
    const visible = visibleInSql(visibility(agent));
    const contactId = seen.view.requester.id;
    const requester = await selectRequester(tx, { accountId, contactId, otherThan: seen.id, visible });
    const isPurged = seen.view.status === "purged";
    return {
      at: formatInstant(at),
      ticket: seen.view,
      messages: messages.map((message) => ({ ...message, delivery: deliveryThen(message, events) })),
      events,
      intervals: intervalsUntil(intervals, at),
      requester: isPurged
        ? forgotten(requester)
        : { ...requester, otherTickets: await othersThen(tx, accountId, requester.otherTickets, at) },
      links: [],
      merged: [],
      mergedInto: null,
      plan: [],
      ...ownFieldsThen(events),
      drafts: { reply: null, note: null },
      may: Object.fromEntries(commandNames.map((name) => [name, "as-of"])),
      undo: null,
    };
  });
}

/** Those begun by then; the one that held then had no end yet. */
function intervalsUntil(intervals: readonly IntervalView[], at: Instant): IntervalView[] {
  const then = formatInstant(at);
  return intervals
    .filter(({ from }) => from <= then)
    .map((interval) => (interval.to !== null && interval.to > then ? { ...interval, to: null } : interval));
}

/** How far one of our messages had come, as the history up to then tells it. */
function deliveryThen(message: MessageView, events: readonly EventView[]): MessageView["delivery"] {
  if (message.delivery === null) return null;
  const own = events.filter(({ data }) => data["messageId"] === message.id);
  const last = own.findLast(({ type }) => type === "message.delivery_changed");
  const sent = own.find(({ type }) => type === "message.sent");
  const held = sent?.data["holdUntil"];
  const state = readState(last?.data["state"]) ?? (typeof held === "number" ? "held" : "queued");
  const detail = last?.data["detail"];
  return {
    state,
    at: (last ?? sent)?.at ?? message.at,
    heldUntil: null,
    sandboxed: message.delivery.sandboxed && state === "sent",
    detail: typeof detail === "string" ? detail : null,
  };
}

function readState(value: unknown): DeliveryState | undefined {
  return deliveryStates.find((state) => state === value);
}

/** What else they had asked for by then, and where it stood. */
async function othersThen(
  tx: Tx,
  accountId: number,
  others: ThreadView["requester"]["otherTickets"],
  at: Instant,
): Promise<ThreadView["requester"]["otherTickets"]> {
  const statuses = await selectStatusesThen(
    tx,
    accountId,
    others.map(({ number }) => number),
    at,
  );
  return others.flatMap((other) => {
    const status = statuses.get(other.number);
    return status === undefined ? [] : [{ ...other, status }];
  });
}
