import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** Takes a merge back, in both histories: on the source without `from`, on the target with it. */
type Unmerge = { readonly from?: number | undefined };

export const unmerge: CommandDefinition<"unmerge", Unmerge> = {
  name: "unmerge",
  permission: "ticket.merge",
  undoable: true,
  decide: (ticket, { from }, context) => {
    const story = new Story(ticket, context.now);
    if (from !== undefined) story.record("ticket.unmerged", {}, { from });
    else if (ticket.mergedInto === null) return refuse("not-merged");
    else story.record("ticket.unmerged", { mergedInto: null }, { into: ticket.mergedInto });
    return story.told();
  },
};
