import { refuse, type Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import type { Rung } from "../../ticket.ts";
import { climbed, climbOf, waitSince } from "../../waits.ts";

/**
 * The customer has waited longer than the response frame: those named in
 * `agentIds` are told. `since` and `climbed` as for `remind`.
 */
type Nudge = {
  readonly rung: Extract<Rung, "remind-assignee" | "remind-lead">;
  readonly since: Instant;
  readonly climbed: number;
  readonly agentIds: readonly number[];
};

export const nudge: CommandDefinition<"nudge", Nudge> = {
  name: "nudge",
  permission: "ticket.escalate",
  undoable: false,
  decide: (ticket, { rung, since, climbed: done, agentIds }, context) => {
    const isPlanned = waitSince(ticket) === since && climbOf(ticket, since).done.length === done;
    if (!isPlanned) return refuse("moved-on");
    const story = new Story(ticket, context.now);
    const climb = climbed(ticket, since, rung, context.now);
    story.record("sla.warned", { climb }, { rung, agentIds });
    return story.told();
  },
};
