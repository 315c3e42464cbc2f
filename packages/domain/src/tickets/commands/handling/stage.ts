import { cleanText } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** A stage inside the base state, by its key; null for none. */
type Stage = { readonly stage: string | null };

export const stage: CommandDefinition<"stage", Stage> = {
  name: "stage",
  permission: "ticket.stage",
  undoable: true,
  decide: (ticket, input, context) => {
    const story = new Story(ticket, context.now);
    story.change("ticket.staged", { stage: input.stage === null ? null : cleanText(input.stage) });
    return story.told();
  },
};
