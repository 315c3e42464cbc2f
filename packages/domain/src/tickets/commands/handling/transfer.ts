import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** To another department's queue; `assignTo` names who there takes it at once. */
type Transfer = { readonly departmentId: number; readonly assignTo?: number | null | undefined };

export const transfer: CommandDefinition<"transfer", Transfer> = {
  name: "transfer",
  permission: "ticket.transfer",
  undoable: true,
  decide: (ticket, { departmentId, assignTo }, context) => {
    const story = new Story(ticket, context.now);
    if (departmentId === ticket.departmentId) return story.told();
    story.record("ticket.transferred", { departmentId });
    story.change("ticket.assigned", { assigneeId: assignTo ?? null });
    return story.told();
  },
};
