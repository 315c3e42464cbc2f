import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

/** A machine's message (RFC 3834): kept in the thread and marked; it answers nothing, opens nothing, wakes nobody. */
type ReceiveAutomatic = {
  readonly messageId: number;
  readonly digest: string;
  readonly kind: "auto-reply" | "bounce" | "receipt" | "loop" | "bulk";
};

export const receiveAutomatic: CommandDefinition<"receive-automatic", ReceiveAutomatic> = {
  name: "receive-automatic",
  permission: "ticket.create",
  undoable: false,
  decide: (ticket, { messageId, digest, kind }, context) => {
    const story = new Story(ticket, context.now);
    story.record("message.auto_received", {}, { messageId, digest, kind });
    return story.told();
  },
};
