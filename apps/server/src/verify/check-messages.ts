import type { TicketEvent } from "@kvit/domain/tickets";
import { messageDigest } from "../tickets/message-digest.ts";
import type { Evidence, FileEvidence, MessageEvidence } from "./evidence.queries.ts";
import { finding, type Finding } from "./problem.ts";

/** What the message of such an event is called where it is stored. */
const kindOf = new Map<TicketEvent["type"], MessageEvidence["kind"]>([
  ["message.received", "customer"],
  ["message.sent", "agent"],
  ["message.auto_received", "automatic"],
  ["note.added", "note"],
]);

/** Whether each message the history names is there, unaltered, and no other. */
export function messageProblems(evidence: Evidence, events: readonly TicketEvent[]): Finding[] {
  const rows = new Map(evidence.messages.map((message) => [message.id, message]));
  const found: Finding[] = [];
  for (const event of events) {
    const kind = kindOf.get(event.type);
    if (kind === undefined) continue;
    const id = Number(event.data["messageId"]);
    const row = rows.get(id);
    rows.delete(id);
    const what =
      row === undefined
        ? `message ${id} is missing`
        : alteration(row, event, { kind, files: evidence.files });
    if (what !== null) found.push(finding(event.seq, what));
  }
  for (const id of rows.keys()) found.push(finding(null, `message ${id} is in no event`));
  return found;
}

type Expected = { readonly kind: MessageEvidence["kind"]; readonly files: readonly FileEvidence[] };

/** What is not as the event says, or null. Of erased content the digest alone is left, in the event. */
function alteration(row: MessageEvidence, event: TicketEvent, { kind, files }: Expected): string | null {
  const { digest } = event.data;
  if (row.digest !== digest) return `message ${row.id} carries another digest than its event`;
  if (row.kind !== kind) return `message ${row.id} is kept as ${row.kind}, its event says ${kind}`;
  if (row.erased_at !== null) return null;
  const attachments = files.filter((file) => file.message_id === row.id);
  const actual = messageDigest({ text: row.text, html: row.html, attachments });
  return actual === digest
    ? null
    : `message ${row.id} was altered since it was written (text, HTML or files)`;
}
