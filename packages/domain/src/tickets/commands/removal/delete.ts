import type { CommandDefinition } from "../../command.ts";
import { move } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

/** Into the trash, from which it can be restored to where it stood. */
export const deleteTicket: CommandDefinition<"delete", object> = {
  name: "delete",
  permission: "ticket.delete",
  undoable: true,
  decide: (ticket, _input, context) => {
    const story = new Story(ticket, context.now);
    move(story, "ticket.deleted", { status: "deleted", deletedFrom: ticket.status });
    return story.told();
  },
};
