import type { Instant } from "@kvit/domain/kernel";
import { selectMergedOf } from "../../tickets/relations/relations.queries.ts";
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
export async function readConversation(
  deps: Deps,
  { stored }: Pick<CustomerRequest, "stored">,
): Promise<Conversation> {
  const { id, requesterId } = stored.ticket;
  const [events, merged] = await Promise.all([
    readEvents(deps.db, deps.accountId, id),
    selectMergedOf(deps.db, { accountId: deps.accountId, requesterId }, id),
  ]);
  const parts = await Promise.all(
    [id, ...merged.map((source) => source.id)].map(async (part) => saidIn(deps, part, requesterId)),
  );
  const messages = parts.flat().toSorted((one, other) => one.at - other.at || one.id - other.id);
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

/** What was said in the request, or in one of theirs that goes on in it, without what was taken back. */
async function saidIn(
  { db, accountId }: Deps,
  ticketId: number,
  requesterId: number,
): Promise<readonly ShownMessage[]> {
  const [kept, events] = await Promise.all([
    selectShownMessages(db, accountId, ticketId, requesterId),
    readEvents(db, accountId, ticketId),
  ]);
  const takenBack = undoneMessages(events);
  return kept.filter((message) => !takenBack.has(message.id));
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
