import type { Instant, JsonObject } from "../../kernel/index.ts";
import { excuseClock, pauseClock, runClock } from "../clocks.ts";
import type { EventType } from "../event.ts";
import { isAside, isWaiting, whoseTurn, type Status } from "../status.ts";
import type { Story } from "./story.ts";
import type { CloseReason, TicketFields } from "../ticket.ts";

type Move = Partial<TicketFields> & { readonly status: Status };

/** What no longer holds once work goes on. A stage belongs to the base state it was set in. */
const unsettled = { resolvedAt: null, closedAt: null, closeReason: null, postponement: null, stage: null };

/**
 * Every change of base state comes through here, and the response clock
 * follows: it stops before the ticket leaves our queue and goes on after the
 * ticket has come back, so that after no event it runs where it may not. In a
 * merged ticket it waits until that is unmerged.
 */
export function move(story: Story, type: EventType, patch: Move, data: JsonObject = {}): void {
  if (!isWaiting(patch.status)) pauseClock(story);
  story.record(type, patch, data);
  if (isWaiting(patch.status) && story.fields.mergedInto === null) runClock(story);
}

export function toAnswered(story: Story): void {
  move(story, "ticket.answered", { ...unsettled, status: "answered" });
}

export function toOpen(story: Story, data: JsonObject = {}): void {
  move(story, "ticket.opened", { ...unsettled, status: "open" }, data);
}

/** Back from resolved or closed, and counted. `assignTo` null is the department's queue; undefined leaves the assignee. */
export function reopen(
  story: Story,
  type: "ticket.reopened" | "ticket.rejected",
  data: JsonObject = {},
  assignTo?: number | null,
): void {
  const reopenCount = story.fields.reopenCount + 1;
  move(story, type, { ...unsettled, status: "open", reopenCount, givenApprovals: [] }, data);
  if (assignTo !== undefined) story.change("ticket.assigned", { assigneeId: assignTo });
}

/** Whoever resolves has decided about the messages nobody answered; the clock is judged with that reason. */
export function toResolved(story: Story, reason: string | null): void {
  excuseClock(story, reason ?? "resolved-without-answer");
  move(
    story,
    "ticket.resolved",
    {
      status: "resolved",
      resolvedAt: story.now,
      oldestUnansweredAt: null,
      postponement: null,
      stage: null,
    },
    { reason },
  );
}

export function toClosed(
  story: Story,
  type: "ticket.closed" | "ticket.confirmed",
  closeReason: CloseReason,
  data: JsonObject = {},
): void {
  move(story, type, { status: "closed", closedAt: story.now, closeReason, stage: null }, data);
}

/** A silence of the customer's that was interrupted is counted anew, so that no ladder acts on the time between. */
export function resumed(back: Status, now: Instant): Partial<TicketFields> {
  return whoseTurn(back) === "customer" ? { resumedAt: now } : {};
}

/**
 * Out of spam or trash into the remembered state. A customer who wrote in the
 * meantime and was not looked at is heard now: their message puts the ticket
 * into our queue as it would have done on arrival.
 */
export function comeBack(
  story: Story,
  type: "ticket.unspammed" | "ticket.restored",
  patch: Move & ({ readonly spammedFrom: null } | { readonly deletedFrom: null }),
): void {
  const { needsReview, mergedInto } = story.fields;
  const back = patch.status;
  if (isAside(back)) return story.record(type, patch);
  move(story, type, { ...patch, needsReview: false, ...resumed(back, story.now) });
  if (!needsReview || mergedInto !== null || isWaiting(back)) return;
  if (back === "resolved" || back === "closed") reopen(story, "ticket.reopened");
  else toOpen(story);
}
