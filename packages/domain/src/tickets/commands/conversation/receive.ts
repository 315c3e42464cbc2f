import { refuse, type Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { reopen, toOpen } from "../../drafting/moves.ts";
import { isAside } from "../../status.ts";
import { Story } from "../../drafting/story.ts";
import { isReopenWindowOver } from "../../drafting/reopen-window.ts";

/**
 * A customer's message. `flagged`: somebody should look at it (the sender was
 * not part of this conversation, say). `assignTo`: who gets the ticket if the
 * message reopens it; left out, it stays with its assignee.
 */
type Receive = {
  readonly messageId: number;
  readonly digest: string;
  readonly flagged?: boolean | undefined;
  readonly assignTo?: number | null | undefined;
  /** When it was written, if it waited elsewhere before it came here. */
  readonly writtenAt?: Instant | undefined;
};

export const receive: CommandDefinition<"receive", Receive> = {
  name: "receive",
  permission: "ticket.create",
  undoable: false,
  decide: (ticket, { messageId, digest, flagged, assignTo, writtenAt }, context) => {
    if (isReopenWindowOver(ticket, context)) return refuse("reopen-window-over");
    const story = new Story(ticket, context.now);
    story.record(
      "message.received",
      {
        lastCustomerMessageAt: context.now,
        oldestUnansweredAt: ticket.oldestUnansweredAt ?? writtenAt ?? context.now,
        needsReview: ticket.needsReview || flagged === true || isAside(ticket.status),
      },
      { messageId, digest },
    );
    if (ticket.status === "answered" || ticket.status === "postponed") toOpen(story);
    if (ticket.status === "resolved" || ticket.status === "closed") {
      reopen(story, "ticket.reopened", {}, assignTo);
    }
    return story.told();
  },
};
