import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { toClosed } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

/** The customer agrees that it is solved. On their behalf (through the API) it is recorded as such. */
export const confirm: CommandDefinition<"confirm", object> = {
  name: "confirm",
  permission: "ticket.confirm",
  undoable: true,
  decide: (ticket, _input, context) => {
    if (ticket.openApprovals.length > 0) return refuse("approval-open");
    const story = new Story(ticket, context.now);
    toClosed(story, "ticket.confirmed", "confirmed", { onBehalf: context.actor.kind !== "customer" });
    return story.told();
  },
};
