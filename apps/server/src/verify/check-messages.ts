import { messageProblems as problemsOf, type ProofProblem } from "@kvit/domain/proof";
import type { Digest, TicketEvent } from "@kvit/domain/tickets";
import type { Evidence, FileEvidence, MessageEvidence } from "./evidence.queries.ts";

/** Whether each message the history names is there, unaltered, and no other. */
export function messageProblems(
  { messages, files }: Evidence,
  events: readonly TicketEvent[],
  digest: Digest,
): readonly ProofProblem[] {
  const kept = messages.map((row) => ({
    id: row.id,
    kind: row.kind,
    digest: row.digest,
    content: contentOf(row, files),
  }));
  return problemsOf(kept, events, digest);
}

/** Of erased content the digest alone is left, in the event. */
function contentOf({ id, text, html, erased_at }: MessageEvidence, files: readonly FileEvidence[]) {
  if (erased_at !== null) return null;
  return { text, html, attachments: files.filter((file) => file.message_id === id) };
}
