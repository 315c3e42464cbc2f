import { historyProblems } from "../tickets/index.ts";

/** Everything that can be wrong with what is kept of a ticket. The codes stay for ever; people read the words of their language. */
export const proofProblems = [
  ...historyProblems,
  "message-missing",
  "message-altered",
  "message-added",
  "messages-out-of-order",
  "intervals-differ",
  "beside-differs",
  "not-erased",
  "no-row",
  "number-differs",
  "signature-wrong",
  "fingerprint-differs",
  "not-a-history-file",
] as const;
export type ProofProblemCode = (typeof proofProblems)[number];

export type ProofProblem = {
  /** The event at which it shows; null when no single event can be blamed. */
  readonly seq: number | null;
  readonly code: ProofProblemCode;
  /** In English, for operators and for the checker that has no desk beside it. */
  readonly what: string;
};

export function problemAt(seq: number | null, code: ProofProblemCode, what: string): ProofProblem {
  return { seq, code, what };
}
