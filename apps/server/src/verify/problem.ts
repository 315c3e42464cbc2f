import { problemAt, type ProofProblem } from "@kvit/domain/proof";

/** One thing that is not as the history says, and whose it is. */
export type Problem = ProofProblem & {
  /** The number people see; null when the ticket has no row that would tell it. */
  readonly number: number | null;
  readonly ticketId: number;
};

/** A problem before it is known whose it is, and, where several checks make one kind of it, which kind. */
export type Finding = Pick<ProofProblem, "seq" | "what">;

export function finding(seq: number | null, what: string): Finding {
  return { seq, what };
}

export function coded(code: ProofProblem["code"], findings: readonly Finding[]): ProofProblem[] {
  return findings.map(({ seq, what }) => problemAt(seq, code, what));
}
