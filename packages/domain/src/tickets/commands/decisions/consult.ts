import { refuse, type Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** A question to the department's lead, due at a time. `digest`: of the question, which is kept as a note. */
type Consult = { readonly digest: string; readonly dueAt: Instant };

export const consult: CommandDefinition<"consult", Consult> = {
  name: "consult",
  permission: "ticket.consult",
  undoable: false,
  decide: (ticket, { digest, dueAt }, context) => {
    if (dueAt <= context.now) return refuse("time-is-past");
    const story = new Story(ticket, context.now);
    story.record("ticket.consulted", {}, { digest, dueAt });
    return story.told();
  },
};
