import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** How often one ticket can be escalated before it takes a person to sort it out. */
export const maxEscalations = 3;

type Escalate = { readonly reason: string };

export const escalate: CommandDefinition<"escalate", Escalate> = {
  name: "escalate",
  permission: "ticket.escalate",
  undoable: true,
  decide: (ticket, { reason }, context) => {
    if (ticket.escalations >= maxEscalations) return refuse("escalation-limit");
    const story = new Story(ticket, context.now);
    story.record("ticket.escalated", { escalations: ticket.escalations + 1 }, { reason });
    return story.told();
  },
};
