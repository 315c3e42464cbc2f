import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import type { TicketLink } from "../../ticket.ts";

/** The other ticket's history says so by its own link, in the same transaction. */
export const link: CommandDefinition<"link", TicketLink> = {
  name: "link",
  permission: "ticket.link",
  undoable: true,
  decide: (ticket, { kind, ticketId }, context) => {
    if (ticketId === ticket.id) return refuse("same-ticket");
    const story = new Story(ticket, context.now);
    const known = ticket.links.some((other) => other.kind === kind && other.ticketId === ticketId);
    if (!known)
      story.record("ticket.linked", { links: [...ticket.links, { kind, ticketId }] }, { kind, ticketId });
    return story.told();
  },
};
