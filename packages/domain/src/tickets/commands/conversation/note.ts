import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** An internal note. Changes nothing else, in any state. */
type Note = { readonly messageId: number; readonly digest: string };

export const note: CommandDefinition<"note", Note> = {
  name: "note",
  permission: "ticket.note",
  undoable: false,
  decide: (ticket, { messageId, digest }, context) => {
    const story = new Story(ticket, context.now);
    story.record("note.added", {}, { messageId, digest });
    return story.told();
  },
};
