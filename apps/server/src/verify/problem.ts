/** One thing that is not as the history says. */
export type Problem = {
  /** The number people see; null when the ticket has no row that would tell it. */
  readonly number: number | null;
  readonly ticketId: number;
  /** The event at which it shows; null when no single event can be blamed. */
  readonly seq: number | null;
  /** For the operator, in English. */
  readonly what: string;
};

/** A problem before it is known whose it is. */
export type Finding = Pick<Problem, "seq" | "what">;

export function finding(seq: number | null, what: string): Finding {
  return { seq, what };
}
