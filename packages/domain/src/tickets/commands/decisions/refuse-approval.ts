import { cleanText, refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { reopen, toOpen } from "../../drafting/moves.ts";
import { isWaiting } from "../../status.ts";
import { Story } from "../../drafting/story.ts";

/** The reason stays with the ticket, which comes back into our queue. */
type RefuseApproval = { readonly approval: string; readonly reason: string };

export const refuseApproval: CommandDefinition<"refuse-approval", RefuseApproval> = {
  name: "refuse-approval",
  permission: "ticket.approve",
  undoable: true,
  decide: (ticket, { approval, reason }, context) => {
    const openApprovals = ticket.openApprovals.filter((name) => name !== cleanText(approval));
    if (openApprovals.length === ticket.openApprovals.length) return refuse("approval-unknown");
    const story = new Story(ticket, context.now);
    story.record("ticket.approval_refused", { openApprovals }, { approval, reason });
    if (ticket.status === "resolved") reopen(story, "ticket.reopened", { reason });
    else if (!isWaiting(ticket.status)) toOpen(story, { reason });
    return story.told();
  },
};
