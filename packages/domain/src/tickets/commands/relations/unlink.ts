import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import type { TicketLink } from "../../ticket.ts";

export const unlink: CommandDefinition<"unlink", TicketLink> = {
  name: "unlink",
  permission: "ticket.link",
  undoable: true,
  decide: (ticket, { kind, ticketId }, context) => {
    const links = ticket.links.filter((other) => other.kind !== kind || other.ticketId !== ticketId);
    if (links.length === ticket.links.length) return refuse("not-linked");
    const story = new Story(ticket, context.now);
    story.record("ticket.linked", { links }, { kind, ticketId, removed: true });
    return story.told();
  },
};
