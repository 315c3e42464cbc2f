import { refuse } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";
import { normaliseTags } from "../../drafting/tags.ts";

export const maxTags = 50;

/** What is in both lists is added. */
type Tag = { readonly add?: readonly string[] | undefined; readonly remove?: readonly string[] | undefined };

export const tag: CommandDefinition<"tag", Tag> = {
  name: "tag",
  permission: "ticket.tag",
  undoable: true,
  decide: (ticket, { add = [], remove = [] }, context) => {
    const unwanted = new Set(normaliseTags(remove));
    const tags = normaliseTags([...ticket.tags.filter((name) => !unwanted.has(name)), ...add]);
    if (tags.length > maxTags) return refuse("too-many-tags");
    const story = new Story(ticket, context.now);
    story.change("ticket.tagged", { tags });
    return story.told();
  },
};
