import { currentClock } from "../../clocks.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/**
 * Somebody has looked: at what a customer wrote to a spam or deleted ticket, at
 * a flagged message, or back at the whole case. Of what came to spam or trash it
 * is also the decision that nobody answers it; a question with a clock waits on.
 */
type Review = { readonly digest?: string | null | undefined };

export const review: CommandDefinition<"review", Review> = {
  name: "review",
  permission: "ticket.review",
  undoable: true,
  decide: (ticket, { digest }, context) => {
    const story = new Story(ticket, context.now);
    const decided = currentClock(ticket) === null;
    story.record(
      "ticket.reviewed",
      { needsReview: false, oldestUnansweredAt: decided ? null : ticket.oldestUnansweredAt },
      { digest: digest ?? null },
    );
    return story.told();
  },
};
