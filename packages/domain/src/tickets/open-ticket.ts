import { cleanJson, cleanText, type Instant, type JsonObject } from "../kernel/index.ts";
import { blankFields } from "./drafting/blank-fields.ts";
import { startClock } from "./clocks.ts";
import type { Context } from "./command.ts";
import type { DraftEvent } from "./event.ts";
import { toAnswered } from "./drafting/moves.ts";
import { Story } from "./drafting/story.ts";
import { normaliseTags } from "./drafting/tags.ts";
import type { Priority, TicketLink } from "./ticket.ts";

/** The message a ticket begins with: the customer's (also when an agent writes it down for them), or ours to them. */
export type FirstMessage =
  | {
      readonly kind: "received";
      readonly messageId: number;
      readonly digest: string;
      readonly flagged?: boolean | undefined;
    }
  | {
      readonly kind: "sent";
      readonly messageId: number;
      readonly digest: string;
      readonly holdUntil: Instant | null;
    }
  | { readonly kind: "copied"; readonly messages: readonly CopiedMessage[] };

/** A message split off another ticket. `writtenAt`: since when it waits for an answer, if it does. */
export type CopiedMessage = {
  readonly from: "customer" | "agent";
  readonly messageId: number;
  readonly digest: string;
  readonly writtenAt: Instant;
};

export type OpenTicketInput = {
  readonly number: number;
  /** How it came: email, api, form, phone, chat … */
  readonly channel: string;
  readonly subject: string;
  readonly requesterId: number;
  readonly departmentId: number;
  readonly assigneeId?: number | null | undefined;
  readonly priority?: Priority | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly stage?: string | null | undefined;
  readonly fields?: JsonObject | undefined;
  /** A follow-up or a split ticket is linked from its first moment. */
  readonly links?: readonly TicketLink[] | undefined;
  readonly message: FirstMessage | null;
};

/**
 * The events with which a ticket begins. It is new, and the clock of the first
 * response runs; only when we wrote first is it the customer's turn at once.
 */
export function openTicket(input: OpenTicketInput, context: Context): readonly DraftEvent[] {
  const story = new Story(blankFields, context.now);
  story.record("ticket.created", initialFields(input), {
    number: input.number,
    channel: cleanText(input.channel),
    onBehalf: context.actor.kind !== "customer",
  });
  const { message } = input;
  if (message?.kind === "sent") {
    const { messageId, digest, holdUntil } = message;
    story.record("message.sent", { lastPublicReplyAt: context.now }, { messageId, digest, holdUntil });
    toAnswered(story);
    return story.events;
  }
  if (message?.kind === "copied") {
    tellCopied(story, message.messages);
    return story.events;
  }
  if (message !== null) {
    const { messageId, digest, flagged } = message;
    const patch = {
      lastCustomerMessageAt: context.now,
      oldestUnansweredAt: context.now,
      needsReview: flagged === true,
    };
    story.record("message.received", patch, { messageId, digest });
  }
  startClock(story, "first-response");
  return story.events;
}

/** Who waits since a message came goes on being counted from then. */
function tellCopied(story: Story, messages: readonly CopiedMessage[]): void {
  for (const { from, messageId, digest, writtenAt } of messages) {
    if (from === "agent") {
      const answered = { lastPublicReplyAt: story.now, oldestUnansweredAt: null };
      story.record("message.sent", answered, { messageId, digest, holdUntil: null });
    } else {
      const oldestUnansweredAt = Math.min(story.fields.oldestUnansweredAt ?? writtenAt, writtenAt);
      const waits = { lastCustomerMessageAt: story.now, oldestUnansweredAt };
      story.record("message.received", waits, { messageId, digest });
    }
  }
  const { oldestUnansweredAt, lastPublicReplyAt } = story.fields;
  if (oldestUnansweredAt === null) return toAnswered(story);
  const kind = lastPublicReplyAt === null ? "first-response" : "next-response";
  startClock(story, kind, story.now - oldestUnansweredAt);
}

function initialFields(input: OpenTicketInput) {
  return {
    subject: cleanText(input.subject).trim(),
    requesterId: input.requesterId,
    departmentId: input.departmentId,
    assigneeId: input.assigneeId ?? null,
    priority: input.priority ?? blankFields.priority,
    tags: normaliseTags(input.tags ?? []),
    stage: input.stage ?? null,
    fields: cleanJson(input.fields ?? {}),
    links: input.links ?? [],
  };
}
