import { refuse, type Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import type { Rung } from "../../ticket.ts";
import { climbed, climbOf, waitSince } from "../../waits.ts";

/**
 * The closing ladder writes to a silent customer: a reminder, or the notice of
 * what follows. `since` is the silence it was planned for; a newer one, or a
 * ladder that a bounce has stopped, is left alone. `climbed` is how many rungs
 * were done when it was planned, so that none is done twice.
 */
type Remind = {
  readonly rung: Extract<Rung, "remind" | "notice">;
  readonly since: Instant;
  readonly climbed: number;
};

export const remind: CommandDefinition<"remind", Remind> = {
  name: "remind",
  permission: "ticket.attempt",
  undoable: false,
  decide: (ticket, { rung, since, climbed: done }, context) => {
    const climb = climbOf(ticket, since);
    const isPlanned = waitSince(ticket) === since && climb.done.length === done && !climb.stopped;
    if (!isPlanned) return refuse("moved-on");
    const story = new Story(ticket, context.now);
    const data = { channel: "email", outcome: "sent", rung, digest: null };
    story.record("ticket.attempted", { climb: climbed(ticket, since, rung, context.now) }, data);
    return story.told();
  },
};
