import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { move, resumed } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

/**
 * The time is up, or somebody wakes the ticket by hand. A timer that comes
 * before the date (it was set for an earlier one) is refused.
 */
export const wake: CommandDefinition<"wake", object> = {
  name: "wake",
  permission: "ticket.wake",
  undoable: true,
  decide: ({ postponement, ...ticket }, _input, { cause, now }) => {
    if (postponement === null) return refuse("not-postponed");
    const { from, fromStage, until } = postponement;
    if (cause.kind === "timer" && (until === null || now < until)) return refuse("not-due");
    const story = new Story({ ...ticket, postponement }, now);
    move(story, "ticket.woken", {
      status: from,
      stage: fromStage,
      postponement: null,
      ...resumed(from, now),
    });
    return story.told();
  },
};
