import { cleanJson, cleanText, type JsonObject } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** Subject, requester and custom fields. Fields left out stay; a field set to null goes. */
type ChangeFields = {
  readonly subject?: string | undefined;
  readonly requesterId?: number | undefined;
  readonly fields?: JsonObject | undefined;
};

export const changeFields: CommandDefinition<"change-fields", ChangeFields> = {
  name: "change-fields",
  permission: "ticket.change-fields",
  undoable: true,
  decide: (ticket, { subject, requesterId, fields }, context) => {
    const story = new Story(ticket, context.now);
    story.change("ticket.fields_changed", {
      subject: subject === undefined ? ticket.subject : cleanText(subject).trim(),
      requesterId: requesterId ?? ticket.requesterId,
      fields: withoutNulls({ ...ticket.fields, ...cleanJson(fields ?? {}) }),
    });
    return story.told();
  },
};

function withoutNulls(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
