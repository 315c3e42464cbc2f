import { refuse, type Instant } from "../../../kernel/index.ts";
import { pauseClock } from "../../clocks.ts";
import type { CommandDefinition } from "../../command.ts";
import { reopen, toOpen } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";
import { isSettled, isWaiting } from "../../status.ts";
import type { Ticket } from "../../ticket.ts";

/**
 * One conversation goes on in another. Given to both tickets in one
 * transaction: to the source as `into`, to the target as `from`. The source
 * keeps its messages and its state and points, while its clock waits, so that
 * unmerging gives back exactly what was. `oldestUnansweredAt`: since when the
 * source owes its customer an answer; the target owes it from now on.
 */
type Merge =
  | { readonly into: number }
  | { readonly from: number; readonly oldestUnansweredAt?: Instant | null | undefined };

export const merge: CommandDefinition<"merge", Merge> = {
  name: "merge",
  permission: "ticket.merge",
  undoable: true,
  decide: (ticket, input, context) => {
    const isSource = "into" in input;
    const other = isSource ? input.into : input.from;
    if (other === ticket.id) return refuse("same-ticket");
    const story = new Story(ticket, context.now);
    if (isSource) {
      pauseClock(story);
      story.record("ticket.merged", { mergedInto: other }, { into: other });
    } else takeOver(story, ticket, { from: input.from, owedSince: input.oldestUnansweredAt ?? null });
    return story.told();
  },
};

type Obligation = { readonly from: number; readonly owedSince: Instant | null };

function takeOver(story: Story, ticket: Ticket, { from, owedSince }: Obligation): void {
  if (owedSince === null) return story.record("ticket.merged", {}, { from });
  const oldestUnansweredAt = Math.min(owedSince, ticket.oldestUnansweredAt ?? owedSince);
  story.record("ticket.merged", { oldestUnansweredAt }, { from });
  if (isSettled(ticket.status)) reopen(story, "ticket.reopened");
  else if (!isWaiting(ticket.status)) toOpen(story);
}
