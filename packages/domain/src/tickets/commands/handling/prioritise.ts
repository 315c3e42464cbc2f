import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import type { Priority } from "../../ticket.ts";

type Prioritise = { readonly priority: Priority };

export const prioritise: CommandDefinition<"prioritise", Prioritise> = {
  name: "prioritise",
  permission: "ticket.prioritise",
  undoable: true,
  decide: (ticket, { priority }, context) => {
    const story = new Story(ticket, context.now);
    story.change("ticket.prioritised", { priority });
    return story.told();
  },
};
