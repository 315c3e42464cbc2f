/** Somebody looks at a ticket, or writes an answer to it. */
export type Doing = "reading" | "typing";
type Mark = { readonly agentId: number; readonly doing: Doing; readonly until: number };

/** How long a mark lasts without being repeated: after a crash the others see it go. Milliseconds. */
const lifeMillis = 60_000;

/** Who is at which ticket right now. Kept in memory only: it is of no use a minute later. */
export class Presence {
  readonly #marks = new Map<number, readonly Mark[]>();

  /** Notes what the agent does with the ticket, and answers everybody who is at it. */
  note(number: number, agentId: number, doing: Doing | "gone"): { id: number; doing: Doing }[] {
    const now = Date.now();
    const others = (this.#marks.get(number) ?? []).filter(
      (mark) => mark.agentId !== agentId && mark.until > now,
    );
    const marks = doing === "gone" ? others : [...others, { agentId, doing, until: now + lifeMillis }];
    if (marks.length === 0) this.#marks.delete(number);
    else this.#marks.set(number, marks);
    return marks.map((mark) => ({ id: mark.agentId, doing: mark.doing }));
  }
}
