import type { EventView } from "@kvit/contract/tickets";

type Undoing = Pick<EventView, "seq" | "type" | "data">;

/** Which events count no longer, by their number: an undo took them back, and none took that back in turn. */
export function takenBack(events: readonly Undoing[]): ReadonlySet<number> {
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  const back = new Set<number>();
  const take = (undoing: Undoing, counts: boolean): void => {
    for (const seq of seqsOf(undoing)) {
      if (counts) back.add(seq);
      else back.delete(seq);
      const event = bySeq.get(seq);
      // Earlier ones alone, so that it ends whatever is written there.
      if (event?.type === "undone" && seq < undoing.seq) take(event, !counts);
    }
  };
  for (const event of events) if (event.type === "undone") take(event, true);
  return back;
}

function seqsOf({ data }: Undoing): readonly number[] {
  const seqs: unknown = data["seqs"];
  return Array.isArray(seqs) ? seqs.filter((seq) => typeof seq === "number") : [];
}
