import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { comeBack } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

export const restore: CommandDefinition<"restore", object> = {
  name: "restore",
  permission: "ticket.restore",
  undoable: true,
  decide: (ticket, _input, context) => {
    if (ticket.deletedFrom === null) return refuse("not-deleted");
    const story = new Story(ticket, context.now);
    comeBack(story, "ticket.restored", { status: ticket.deletedFrom, deletedFrom: null });
    return story.told();
  },
};
