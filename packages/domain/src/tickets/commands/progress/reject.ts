import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { reopen } from "../../drafting/moves.ts";
import { isReopenWindowOver } from "../../drafting/reopen-window.ts";
import { Story } from "../../drafting/story.ts";

/** The customer says it is not solved, and waits for us from this moment. */
type Reject = { readonly assignTo?: number | null | undefined };

export const reject: CommandDefinition<"reject", Reject> = {
  name: "reject",
  permission: "ticket.reject",
  undoable: true,
  decide: (ticket, { assignTo }, context) => {
    if (isReopenWindowOver(ticket, context)) return refuse("reopen-window-over");
    const story = new Story(ticket, context.now);
    reopen(story, "ticket.rejected", { onBehalf: context.actor.kind !== "customer" }, assignTo);
    return story.told();
  },
};
