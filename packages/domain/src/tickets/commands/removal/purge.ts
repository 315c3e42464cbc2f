import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/**
 * For good. `number` is what was typed to confirm. The event holds what the
 * tombstone keeps and nothing of what the ticket said, so that it can stay
 * whole when those before it are erased.
 */
type Purge = { readonly number: number };

export const purge: CommandDefinition<"purge", Purge> = {
  name: "purge",
  permission: "ticket.purge",
  undoable: false,
  decide: (ticket, { number }, context) => {
    if (number !== ticket.number) return refuse("confirmation-differs");
    const { createdAt, departmentId, requesterId } = ticket;
    const story = new Story(ticket, context.now);
    story.record("ticket.purged", { status: "purged" }, { number, createdAt, departmentId, requesterId });
    return story.told();
  },
};
