import type { EventView, ThreadView } from "@kvit/contract/tickets";

export type ReviewReason = {
  readonly why: "wrote-spam" | "wrote-deleted" | "stranger" | "came-back" | "other";
  /** When it happened; null where the history does not say. */
  readonly at: string | null;
};

/** Why somebody has to look at a ticket, as its history tells it: by the last event that asked for it. */
export function reviewReason({
  events,
  messages,
  intervals,
}: Pick<ThreadView, "events" | "messages" | "intervals">): ReviewReason {
  const asked = events.findLast(({ changes }) => changes["needsReview"]?.to === true);
  if (asked === undefined) return { why: "other", at: null };
  const { at } = asked;
  if (asked.type === "ticket.attempted") return { why: "came-back", at };
  if (asked.type !== "message.received") return { why: "other", at };
  const status = statusAt(intervals, asked);
  if (status === "spam" || status === "deleted") return { why: `wrote-${status}`, at };
  const message = messages.find(({ id }) => id === asked.data["messageId"]);
  return { why: message?.verified === false ? "stranger" : "other", at };
}

/** A message moves no ticket out of spam or trash, so that the stay it came into is the one it lies in. */
function statusAt(intervals: ThreadView["intervals"], { seq }: EventView): string | null {
  return intervals.findLast((interval) => interval.seq <= seq)?.status ?? null;
}
