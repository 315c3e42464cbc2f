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
    const name = cleanText(approval);
    const openApprovals = [...new Set([...ticket.openApprovals, name])];
    const givenApprovals = ticket.givenApprovals.filter((given) => given !== name);
    const story = new Story(ticket, context.now);
    story.change(
      "ticket.approval_asked",
      { openApprovals, givenApprovals },
      { approval, digest: digest ?? null },
    );
    return story.told();
  },
};
