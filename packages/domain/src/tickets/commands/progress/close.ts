import { refuse, type Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { toClosed } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";
import type { CloseReason } from "../../ticket.ts";
import { waitSince } from "../../waits.ts";

/**
 * Closes without the customer's word: an agent who may, or the end of the
 * closing ladder. `note`: in words. `silentSince`: from when a timer
 * counted the silence (see `waitSince`); it never closes on a newer one.
 */
type Close = {
  readonly reason: CloseReason;
  readonly note?: string | undefined;
  readonly silentSince?: Instant | undefined;
};

export const close: CommandDefinition<"close", Close> = {
  name: "close",
  permission: "ticket.close",
  undoable: true,
  decide: (ticket, { reason, note, silentSince }, context) => {
    if (ticket.openApprovals.length > 0) return refuse("approval-open");
    if (silentSince !== undefined && silentSince !== waitSince(ticket)) return refuse("moved-on");
    const story = new Story(ticket, context.now);
    toClosed(story, "ticket.closed", reason, { note: note ?? null });
    return story.told();
  },
};
