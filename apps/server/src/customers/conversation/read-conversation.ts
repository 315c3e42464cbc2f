import type { Instant } from "@kvit/domain/kernel";
import { readEvents } from "../../tickets/tickets.queries.ts";
import type { CustomersDeps } from "../customers-deps.ts";
import type { CustomerRequest } from "../find-request.ts";
import {
  selectFiles,
  selectShownMessages,
  type ShownFile,
  type ShownMessage,
} from "./conversation.queries.ts";
import { stepsOf, undoneMessages, type Step } from "./steps.ts";

export type Conversation = {
  /** Oldest first. */
  readonly messages: readonly (ShownMessage & { readonly files: readonly ShownFile[] })[];
  readonly steps: readonly Step[];
  /** When we first answered; null while we have not. */
  readonly answeredAt: Instant | null;
};

type Deps = Pick<CustomersDeps, "db" | "accountId">;

/** Everything a customer may see of a request. */
export async function readConversation(deps: Deps, { stored }: CustomerRequest): Promise<Conversation> {
  const { id, requesterId } = stored.ticket;
  const [kept, events] = await Promise.all([
    selectShownMessages(deps.db, deps.accountId, id, requesterId),
    readEvents(deps.db, deps.accountId, id),
  ]);
  const takenBack = undoneMessages(events);
  const messages = kept.filter((message) => !takenBack.has(message.id));
  const ids = messages.map((message) => message.id);
  const files = await selectFiles(deps.db, deps.accountId, ids);
  return {
    messages: messages.map((message) => ({
      ...message,
      files: files.filter((file) => file.messageId === message.id),
    })),
    steps: stepsOf(events, new Set(ids)),
    answeredAt: messages.find((message) => message.from === "desk")?.at ?? null,
  };
}

/** A file of one of the messages that the customer may read; null for every other. */
export async function findShownFile(
  deps: Deps,
  request: CustomerRequest,
  fileId: number,
): Promise<ShownFile | null> {
  const { messages } = await readConversation(deps, request);
  return messages.flatMap((message) => message.files).find((file) => file.id === fileId) ?? null;
}
