import type { CommandDefinition } from "../../command.ts";
import { move } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

/** Puts the ticket among spam and remembers where it stood. */
export const spam: CommandDefinition<"spam", object> = {
  name: "spam",
  permission: "ticket.spam",
  undoable: true,
  decide: (ticket, _input, context) => {
    const story = new Story(ticket, context.now);
    move(story, "ticket.spammed", { status: "spam", spammedFrom: ticket.status });
    return story.told();
  },
};
