import { cleanText } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** While an approval is open, nobody and nothing resolves or closes the ticket. `approval` names it. */
type AskApproval = { readonly approval: string; readonly digest?: string | null | undefined };

export const askApproval: CommandDefinition<"ask-approval", AskApproval> = {
  name: "ask-approval",
  permission: "ticket.consult",
  undoable: true,
  decide: (ticket, { approval, digest }, context) => {
    const openApprovals = [...new Set([...ticket.openApprovals, cleanText(approval)])];
    const story = new Story(ticket, context.now);
    story.change("ticket.approval_asked", { openApprovals }, { approval, digest: digest ?? null });
    return story.told();
  },
};
