import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/**
 * For good. `number` is what was typed to confirm, `expected` the ticket's
 * number. The event holds what the tombstone keeps and nothing of what the
 * ticket said, so that it can stay whole when those before it are erased.
 */
type Purge = { readonly number: number; readonly expected: number };

export const purge: CommandDefinition<"purge", Purge> = {
  name: "purge",
  permission: "ticket.purge",
  undoable: false,
  decide: (ticket, { number, expected }, context) => {
    if (number !== expected) return refuse("confirmation-differs");
    const story = new Story(ticket, context.now);
    const { createdAt, departmentId, requesterId } = ticket;
    story.record("ticket.purged", { status: "purged" }, { createdAt, departmentId, requesterId });
    return story.told();
  },
};
