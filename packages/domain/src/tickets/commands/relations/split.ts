import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** Some messages begin a ticket of their own, `to`; this is the record on the ticket they came from. */
type Split = { readonly to: number; readonly messageIds: readonly number[] };

export const split: CommandDefinition<"split", Split> = {
  name: "split",
  permission: "ticket.split",
  undoable: true,
  decide: (ticket, { to, messageIds }, context) => {
    if (to === ticket.id) return refuse("same-ticket");
    const story = new Story(ticket, context.now);
    const links = [...ticket.links, { kind: "split-to", ticketId: to } as const];
    story.record("ticket.split", { links }, { to, messageIds });
    return story.told();
  },
};
