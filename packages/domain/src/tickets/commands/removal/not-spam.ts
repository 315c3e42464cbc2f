import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { comeBack } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

export const notSpam: CommandDefinition<"not-spam", object> = {
  name: "not-spam",
  permission: "ticket.spam",
  undoable: true,
  decide: (ticket, _input, context) => {
    if (ticket.spammedFrom === null) return refuse("not-spam");
    const story = new Story(ticket, context.now);
    comeBack(story, "ticket.unspammed", { status: ticket.spammedFrom, spammedFrom: null });
    return story.told();
  },
};
