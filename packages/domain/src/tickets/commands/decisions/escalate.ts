import { refuse, type Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import { climbed, waitSince } from "../../waits.ts";

/** How often one ticket can be escalated before it takes a person to sort it out. */
export const maxEscalations = 3;

/** `since`: the wait for which the ladder planned it; in a newer one it is left alone. */
type Escalate = { readonly reason: string; readonly since?: Instant | undefined };

export const escalate: CommandDefinition<"escalate", Escalate> = {
  name: "escalate",
  permission: "ticket.escalate",
  undoable: true,
  decide: (ticket, { reason, since }, context) => {
    if (since !== undefined && since !== waitSince(ticket)) return refuse("moved-on");
    if (ticket.escalations >= maxEscalations) return refuse("escalation-limit");
    const story = new Story(ticket, context.now);
    const climb = since === undefined ? ticket.climb : climbed(ticket, since, "escalate", context.now);
    story.record("ticket.escalated", { escalations: ticket.escalations + 1, climb }, { reason });
    return story.told();
  },
};
