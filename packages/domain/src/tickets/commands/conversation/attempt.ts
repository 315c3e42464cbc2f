import type { Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import { climbOf, waitSince } from "../../waits.ts";

export const attemptOutcomes = [
  "reached",
  "no-answer",
  "bounced",
  "wrong-number",
  "no-address",
  "held-up",
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/**
 * Somebody (or the closing ladder) tried to reach the customer. `digest`: of the
 * note kept beside the log. `climbSince`: a mail of the ladder, in the silence
 * that began then, was no attempt after all; the ladder stops and a person has
 * to look.
 */
type Attempt = {
  readonly channel: string;
  readonly outcome: AttemptOutcome;
  readonly digest?: string | null | undefined;
  readonly climbSince?: Instant | undefined;
};

export const attempt: CommandDefinition<"attempt", Attempt> = {
  name: "attempt",
  permission: "ticket.attempt",
  undoable: false,
  decide: (ticket, { channel, outcome, digest, climbSince }, context) => {
    const story = new Story(ticket, context.now);
    const isOfThisSilence = climbSince !== undefined && waitSince(ticket) === climbSince;
    const stopped = { climb: { ...climbOf(ticket, climbSince ?? 0), stopped: true }, needsReview: true };
    const data = { channel, outcome, digest: digest ?? null };
    story.record("ticket.attempted", isOfThisSilence ? stopped : {}, data);
    return story.told();
  },
};
