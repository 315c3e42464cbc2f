import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { toClosed, toResolved } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

/** "Solved, no answer needed": the customer resolves and closes in one act. */
export const solved: CommandDefinition<"solved", object> = {
  name: "solved",
  permission: "ticket.confirm",
  undoable: true,
  decide: (ticket, _input, context) => {
    if (ticket.openApprovals.length > 0) return refuse("approval-open");
    const story = new Story(ticket, context.now);
    if (ticket.status !== "resolved") toResolved(story, "solved-by-customer");
    toClosed(story, "ticket.closed", "solved-by-customer");
    return story.told();
  },
};
