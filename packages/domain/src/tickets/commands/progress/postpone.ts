import { refuse, type Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { move } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

/** Until a time, or until the customer replies. Postponing again only moves the date: what is remembered stays. */
type Postpone = { readonly until: Instant } | { readonly untilReply: true };

export const postpone: CommandDefinition<"postpone", Postpone> = {
  name: "postpone",
  permission: "ticket.postpone",
  undoable: true,
  decide: (ticket, input, context) => {
    const until = "until" in input ? input.until : null;
    if (until !== null && until <= context.now) return refuse("time-is-past");
    const story = new Story(ticket, context.now);
    if (ticket.postponement !== null) {
      story.change("ticket.postponed", { postponement: { ...ticket.postponement, until } });
      return story.told();
    }
    const postponement = { from: ticket.status, fromStage: ticket.stage, until };
    move(story, "ticket.postponed", { status: "postponed", postponement, stage: null });
    return story.told();
  },
};
