import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { whoseTurn } from "../../status.ts";
import { Story } from "../../drafting/story.ts";

/** Gives the ticket to an agent, or to nobody. Machines hand out work only where there is some. */
type Assign = { readonly agentId: number | null };

export const assign: CommandDefinition<"assign", Assign> = {
  name: "assign",
  permission: "ticket.assign",
  undoable: true,
  decide: (ticket, { agentId }, { actor, now }) => {
    const byMachine = actor.kind === "rule" || actor.kind === "system";
    const turn = whoseTurn(ticket.status, ticket.mergedInto !== null);
    if (byMachine && agentId !== null && turn !== "ours") return refuse("needs-no-work");
    const story = new Story(ticket, now);
    story.change("ticket.assigned", { assigneeId: agentId });
    return story.told();
  },
};
