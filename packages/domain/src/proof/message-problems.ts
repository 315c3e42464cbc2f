import type { Digest, EventType, TicketEvent } from "../tickets/index.ts";
import { contentDigest, type DigestedContent } from "./content-digest.ts";
import { problemAt, type ProofProblem } from "./proof-problem.ts";

export const messageKinds = ["customer", "agent", "automatic", "note"] as const;
export type MessageKind = (typeof messageKinds)[number];

/** A message as it is kept. `content` null: erased, or left out on purpose; its digest alone is compared. */
export type KeptMessage = {
  readonly id: number;
  readonly kind: string;
  readonly digest: string;
  readonly content: DigestedContent | null;
};

/** What the message of such an event is kept as. */
const kindOf = new Map<EventType, MessageKind>([
  ["message.received", "customer"],
  ["message.sent", "agent"],
  ["message.auto_received", "automatic"],
  ["note.added", "note"],
]);

/** Whether the event brought a message, and so names it for good. */
export const bringsMessage = (event: TicketEvent): boolean => kindOf.has(event.type);

/** Whether each message the history names is there, unaltered, and no other. */
export function messageProblems(
  messages: readonly KeptMessage[],
  events: readonly TicketEvent[],
  digest: Digest,
): readonly ProofProblem[] {
  const kept = new Map(messages.map((message) => [message.id, message]));
  const found: ProofProblem[] = [];
  for (const event of events) {
    const kind = kindOf.get(event.type);
    if (kind === undefined) continue;
    const id = Number(event.data["messageId"]);
    const message = kept.get(id);
    kept.delete(id);
    const what = message === undefined ? null : alteration(message, { event, kind }, digest);
    if (message === undefined)
      found.push(problemAt(event.seq, "message-missing", `message ${id} is missing`));
    else if (what !== null) found.push(problemAt(event.seq, "message-altered", what));
  }
  for (const id of kept.keys()) found.push(problemAt(null, "message-added", `message ${id} is in no event`));
  return found;
}

type Told = { readonly event: TicketEvent; readonly kind: MessageKind };

/** What is not as the event says, or null. */
function alteration(message: KeptMessage, { event, kind }: Told, digest: Digest): string | null {
  const { id, content } = message;
  const expected = event.data["digest"];
  if (message.digest !== expected) return `message ${id} carries another digest than its event`;
  if (message.kind !== kind) return `message ${id} is kept as ${message.kind}, its event says ${kind}`;
  if (content === null || contentDigest(content, digest) === expected) return null;
  return `message ${id} was altered since it was written (text, HTML or files)`;
}
