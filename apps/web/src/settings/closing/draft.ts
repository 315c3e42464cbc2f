import type { LifecycleView } from "@kvit/contract/lifecycle";
import type { Ladder } from "@kvit/domain/ladders";
import { faultPlace, type FaultPlace } from "./steps.ts";

/** The ladders as they stand in the editor. */
export type Draft = {
  readonly ladder: Ladder;
  /** By the key of the department. */
  readonly departmentLadders: Readonly<Record<string, Ladder>>;
};

export const draftOf = ({ ladder, departmentLadders }: LifecycleView): Draft => ({
  ladder,
  departmentLadders,
});

/** The ladder that holds for a department; null: the one of all. */
export function ladderFor({ ladder, departmentLadders }: Draft, department: number | null): Ladder {
  return (department === null ? undefined : departmentLadders[department]) ?? ladder;
}

export const hasOwn = ({ departmentLadders }: Draft, department: number): boolean =>
  departmentLadders[department] !== undefined;

export function withLadder(draft: Draft, department: number | null, ladder: Ladder): Draft {
  if (department === null) return { ...draft, ladder };
  return { ...draft, departmentLadders: { ...draft.departmentLadders, [department]: ladder } };
}

/** The department goes by the ladder of all again. */
export function withoutOwn(draft: Draft, department: number): Draft {
  const others = Object.entries(draft.departmentLadders).filter(([key]) => key !== String(department));
  return { ...draft, departmentLadders: Object.fromEntries(others) };
}

export type DraftFault = FaultPlace & { readonly department: number | null };

/** What has to be put right before the draft can be saved: in the ladder that is looked at first, then in the others. */
export function draftFault(draft: Draft, looking: number | null): DraftFault | null {
  const all = [null, ...Object.keys(draft.departmentLadders).map(Number)];
  const order = all.toSorted((a, b) => Number(b === looking) - Number(a === looking));
  for (const department of order) {
    const fault = faultPlace(ladderFor(draft, department));
    if (fault !== null) return { ...fault, department };
  }
  return null;
}

/** Whether two drafts say the same. */
export const isSame = (a: Draft, b: Draft): boolean => canonical(a) === canonical(b);

const canonical = ({ ladder, departmentLadders }: Draft): string =>
  JSON.stringify([
    ordered(ladder),
    Object.entries(departmentLadders)
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([key, own]) => [key, ordered(own)]),
  ]);

/** The parts of a ladder in one order, whatever order they were built in. */
const ordered = ({ customersTurn: c, ourTurn: o, reopenWindowDays }: Ladder) => [
  [c.on, c.count, c.closeWithinWorkingDays, c.steps.map((step) => [step.in, step.after, step.act])],
  [o.on, o.steps.map((step) => [step.after, step.act])],
  [o.frames.urgent, o.frames.high, o.frames.normal, o.frames.low],
  reopenWindowDays,
];
