import { refuse } from "../../../kernel/index.ts";
import { runClock } from "../../clocks.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import { isWaiting, whoseTurn } from "../../status.ts";

/**
 * Takes a merge back, in both histories: on the source without `from`, on the
 * target with it. `messageIds`: those that came to the target meanwhile although
 * they were written to the source, and go back with it.
 */
type Unmerge = { readonly from?: number | undefined; readonly messageIds?: readonly number[] | undefined };

export const unmerge: CommandDefinition<"unmerge", Unmerge> = {
  name: "unmerge",
  permission: "ticket.merge",
  undoable: true,
  decide: (ticket, { from, messageIds = [] }, context) => {
    const story = new Story(ticket, context.now);
    if (from !== undefined) story.record("ticket.unmerged", {}, { from, messageIds });
    else if (ticket.mergedInto === null) return refuse("not-merged");
    else {
      // a silence counts anew, so that no ladder acts on the time in which the conversation was elsewhere
      const silence = whoseTurn(ticket.status) === "customer" ? { resumedAt: story.now } : {};
      story.record("ticket.unmerged", { mergedInto: null, ...silence }, { into: ticket.mergedInto });
      if (isWaiting(ticket.status)) runClock(story);
    }
    return story.told();
  },
};
