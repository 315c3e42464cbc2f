import { refuse, type Instant } from "../../../kernel/index.ts";
import { meetClock } from "../../clocks.ts";
import type { CommandDefinition } from "../../command.ts";
import { toAnswered, toResolved } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

/**
 * An agent's public answer. `then` says which state follows: "keep" leaves a
 * resolved ticket resolved and makes any other answered. `holdUntil`: before
 * that the message can be taken back.
 */
type Reply = {
  readonly messageId: number;
  readonly digest: string;
  readonly then: "answered" | "resolved" | "keep";
  readonly holdUntil: Instant | null;
  readonly reason?: string | undefined;
};

export const reply: CommandDefinition<"reply", Reply> = {
  name: "reply",
  permission: "ticket.reply",
  undoable: true,
  decide: (ticket, { messageId, digest, then, holdUntil, reason }, context) => {
    const kept = ticket.status === "resolved" ? "resolved" : "answered";
    const next = then === "keep" ? kept : then;
    const resolves = next === "resolved" && ticket.status !== "resolved";
    if (resolves && ticket.openApprovals.length > 0) return refuse("approval-open");
    const story = new Story(ticket, context.now);
    story.record(
      "message.sent",
      { lastPublicReplyAt: context.now, oldestUnansweredAt: null },
      { messageId, digest, holdUntil },
    );
    meetClock(story);
    if (resolves) toResolved(story, reason ?? null);
    else if (next !== ticket.status) toAnswered(story);
    return story.told();
  },
};
