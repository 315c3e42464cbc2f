import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/**
 * One conversation goes on in another. Given to both tickets in one
 * transaction: to the source as `into`, to the target as `from`. The source
 * keeps its messages and its state; it only points, so that unmerging gives
 * back exactly what was.
 */
type Merge = { readonly into: number } | { readonly from: number };

export const merge: CommandDefinition<"merge", Merge> = {
  name: "merge",
  permission: "ticket.merge",
  undoable: true,
  decide: (ticket, input, context) => {
    const isSource = "into" in input;
    const other = isSource ? input.into : input.from;
    if (other === ticket.id) return refuse("same-ticket");
    const story = new Story(ticket, context.now);
    if (isSource) story.record("ticket.merged", { mergedInto: other }, { into: other });
    else story.record("ticket.merged", {}, { from: other });
    return story.told();
  },
};
