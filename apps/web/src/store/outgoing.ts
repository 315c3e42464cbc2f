import type { MessageView, ThreadView, TicketView } from "@kvit/contract/tickets";
import { newKey } from "../api/request.ts";
import type { Draft, DraftKind } from "./drafts.ts";
import { signedIn } from "./session.ts";
import { createKeyedSignal, createSignal } from "./signal.ts";
import { onThread } from "./threads.ts";

/** A message this person sent a moment ago: shown at once, followed until it has left or was taken back. */
export type Outgoing = {
  readonly key: string;
  readonly number: number;
  readonly kind: DraftKind;
  readonly state: "saving" | "saved" | "taken-back";
  /** Drawn until the server's own message is there. */
  readonly message: MessageView;
  /** The newest message when it was written; the server's own has a higher id. */
  readonly after: number;
  readonly messageId: number | null;
  /** Until when it can be taken back, in epoch milliseconds; null: not held. */
  readonly heldUntil: number | null;
  /** Whether the server was asked to save it. */
  readonly submitted: boolean;
  /** Whether its hold was ended by hand. */
  readonly hurried: boolean;
  readonly draft: Draft;
  readonly before: TicketView;
};
/** By ticket, in the order they were written. */
export const outgoing = createKeyedSignal<number, readonly Outgoing[]>();
/** The replies that can still be taken back, newest last. */
export const held = createSignal<readonly Outgoing[]>([]);

export const outgoingOf = (number: number): readonly Outgoing[] => outgoing.get(number) ?? [];
const all = (): readonly Outgoing[] => outgoing.keys().flatMap((number) => outgoingOf(number));
export const findOutgoing = (key: string): Outgoing | undefined => all().find((entry) => entry.key === key);
export const isHeld = (key: string): boolean => held.get().some((entry) => entry.key === key);

export function putOutgoing(number: number, entries: readonly Outgoing[]): void {
  outgoing.set(number, entries.length === 0 ? undefined : entries);
  const now = Date.now();
  const next = all().filter(
    ({ state, hurried, heldUntil }) => state !== "taken-back" && !hurried && (heldUntil ?? 0) > now,
  );
  if (next.length > 0 || held.get().length > 0) held.set(next);
}

export function patchOutgoing(key: string, change: Partial<Outgoing>): void {
  const number = findOutgoing(key)?.number;
  if (number === undefined) return;
  putOutgoing(
    number,
    outgoingOf(number).map((entry) => (entry.key === key ? { ...entry, ...change } : entry)),
  );
}

export function dropOutgoing(key: string): void {
  const number = findOutgoing(key)?.number;
  if (number === undefined) return;
  putOutgoing(
    number,
    outgoingOf(number).filter((entry) => entry.key !== key),
  );
}

/** When the hold is over the bar goes. */
export function followHold({ key, number, heldUntil }: Outgoing): void {
  if (heldUntil === null) return;
  setTimeout(() => {
    const entry = findOutgoing(key);
    if (entry !== undefined && isOver(entry)) dropOutgoing(key);
    else putOutgoing(number, outgoingOf(number));
  }, heldUntil - Date.now());
}

/** Ties entries to the messages that arrived; a reply held since before this page was loaded is taken up too. */
function match(thread: ThreadView): void {
  const { number } = thread.ticket;
  const mine = signedIn()?.me.agent.id;
  const own = thread.messages.filter(
    (message) =>
      message.author.kind === "agent" && message.author.id === mine && message.kind !== "automatic",
  );
  const claimed = new Set(outgoingOf(number).map((entry) => entry.messageId));
  const matched = outgoingOf(number).map((entry) => {
    if (entry.messageId !== null) return entry;
    const found = own.find(
      (message) =>
        message.id > entry.after && !claimed.has(message.id) && message.kind === entry.message.kind,
    );
    if (found === undefined) return entry;
    claimed.add(found.id);
    return { ...entry, messageId: found.id };
  });
  const fresh = own
    .filter((message) => !claimed.has(message.id))
    .flatMap((message) => adopted(message, thread));
  const next = [...matched, ...fresh].filter((entry) => !isOver(entry));
  if (next.length > 0 || outgoingOf(number).length > 0) putOutgoing(number, next);
  fresh.forEach(followHold);
}

const isOver = ({ state, hurried, messageId, heldUntil }: Outgoing) =>
  state === "saved" && !hurried && messageId !== null && (heldUntil === null || heldUntil <= Date.now());

function adopted(message: MessageView, { ticket }: ThreadView): readonly Outgoing[] {
  const heldUntil = message.delivery?.heldUntil ?? null;
  if (message.delivery?.state !== "held" || heldUntil === null || Date.parse(heldUntil) <= Date.now())
    return [];
  const files = message.attachments.map(({ id, filename, size, contentType }) => ({
    key: String(id),
    name: filename,
    size,
    type: contentType,
    id,
    progress: 1,
    error: null,
  }));
  const draft: Draft = { html: message.html ?? message.text, cc: message.cc.join(", "), files, cursor: null };
  return [
    {
      key: newKey(),
      number: ticket.number,
      kind: "reply",
      state: "saved",
      submitted: true,
      hurried: false,
      message,
      after: message.id - 1,
      messageId: message.id,
      heldUntil: Date.parse(heldUntil),
      draft,
      before: ticket,
    },
  ];
}

/** The messages as they are shown: those on their way added, those taken back left out. */
export function withOutgoing(
  messages: readonly MessageView[],
  entries: readonly Outgoing[] | undefined,
): readonly MessageView[] {
  if (entries === undefined) return messages;
  const byId = new Map(entries.map((entry) => [entry.messageId, entry]));
  const kept = messages.flatMap((message) => {
    const entry = byId.get(message.id);
    if (entry === undefined) return [message];
    return entry.state === "taken-back" ? [] : [entry.hurried ? leaving(message) : message];
  });
  const waiting = entries.filter((entry) => entry.messageId === null && entry.state !== "taken-back");
  return [...kept, ...waiting.map((entry) => (entry.hurried ? leaving(entry.message) : entry.message))];
}

const leaving = (message: MessageView): MessageView =>
  message.delivery?.state === "held"
    ? { ...message, delivery: { ...message.delivery, state: "sending", heldUntil: null } }
    : message;

onThread(match);
