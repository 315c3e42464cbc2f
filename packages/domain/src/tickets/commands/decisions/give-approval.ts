import { cleanText, refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

type GiveApproval = { readonly approval: string };

export const giveApproval: CommandDefinition<"give-approval", GiveApproval> = {
  name: "give-approval",
  permission: "ticket.approve",
  undoable: true,
  decide: (ticket, { approval }, context) => {
    const name = cleanText(approval);
    const openApprovals = ticket.openApprovals.filter((open) => open !== name);
    if (openApprovals.length === ticket.openApprovals.length) return refuse("approval-unknown");
    const givenApprovals = [...ticket.givenApprovals, name];
    const story = new Story(ticket, context.now);
    story.record("ticket.approval_given", { openApprovals, givenApprovals }, { approval });
    return story.told();
  },
};
