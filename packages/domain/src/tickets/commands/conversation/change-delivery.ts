import type { CommandDefinition } from "../../command.ts";
import { Story } from "../../drafting/story.ts";

export const deliveryStates = [
  "held",
  "queued",
  "sending",
  "sent",
  "failed",
  "bounced",
  "cancelled",
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** How far one of our messages has come on its way. `detail`: what the other side said. */
type ChangeDelivery = {
  readonly messageId: number;
  readonly state: DeliveryState;
  readonly detail: string | null;
};

export const changeDelivery: CommandDefinition<"change-delivery", ChangeDelivery> = {
  name: "change-delivery",
  permission: "ticket.reply",
  undoable: false,
  decide: (ticket, { messageId, state, detail }, context) => {
    const story = new Story(ticket, context.now);
    story.record("message.delivery_changed", {}, { messageId, state, detail });
    return story.told();
  },
};
