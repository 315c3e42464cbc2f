import type { CommandDefinition } from "../../command.ts";
import { reopen as reopenTicket, toOpen } from "../../drafting/moves.ts";
import { Story } from "../../drafting/story.ts";

/**
 * Back into our queue by someone who has the right. From resolved or closed it
 * counts as a reopening and goes to `assignTo`; left out, to the agent who
 * reopened it.
 */
type Reopen = { readonly reason?: string | undefined; readonly assignTo?: number | null | undefined };

export const reopen: CommandDefinition<"reopen", Reopen> = {
  name: "reopen",
  permission: "ticket.reopen",
  undoable: true,
  decide: (ticket, input, { actor, now }) => {
    const story = new Story(ticket, now);
    const data = { reason: input.reason ?? null };
    if (ticket.status === "resolved" || ticket.status === "closed") {
      const reopener = actor.kind === "agent" ? actor.id : ticket.assigneeId;
      const assignTo = input.assignTo === undefined ? reopener : input.assignTo;
      reopenTicket(story, "ticket.reopened", data, assignTo);
    } else toOpen(story, data);
    return story.told();
  },
};
