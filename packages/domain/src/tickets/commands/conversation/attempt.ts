import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

export const attemptOutcomes = ["reached", "no-answer", "bounced", "wrong-number"] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Somebody (or the closing ladder) tried to reach the customer. `digest`: of the note kept beside the log. */
type Attempt = {
  readonly channel: string;
  readonly outcome: AttemptOutcome;
  readonly digest?: string | null | undefined;
};

export const attempt: CommandDefinition<"attempt", Attempt> = {
  name: "attempt",
  permission: "ticket.attempt",
  undoable: false,
  decide: (ticket, { channel, outcome, digest }, context) => {
    const story = new Story(ticket, context.now);
    story.record("ticket.attempted", {}, { channel, outcome, digest: digest ?? null });
    return story.told();
  },
};
