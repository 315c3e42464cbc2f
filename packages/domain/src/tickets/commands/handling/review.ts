import { currentClock } from "../../clocks.ts";
import type { CommandDefinition } from "../../command.ts";
import { isAside } from "../../status.ts";
import { Story } from "../../story.ts";

/**
 * Somebody has looked: at what a customer wrote to a spam or deleted ticket, at
 * a flagged message, or back at the whole case. In spam and trash it also is
 * the decision that nobody answers what came there.
 */
type Review = { readonly digest?: string | null | undefined };

export const review: CommandDefinition<"review", Review> = {
  name: "review",
  permission: "ticket.review",
  undoable: true,
  decide: (ticket, { digest }, context) => {
    const story = new Story(ticket, context.now);
    const decided = isAside(ticket.status) && currentClock(ticket) === null;
    story.record(
      "ticket.reviewed",
      { needsReview: false, oldestUnansweredAt: decided ? null : ticket.oldestUnansweredAt },
      { digest: digest ?? null },
    );
    return story.told();
  },
};
