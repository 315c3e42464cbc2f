import { priorities } from "../tickets/index.ts";
import type { CustomerStep, Ladder, OurStep } from "./ladder.ts";

/** Why a ladder is refused, as a code with its words in the catalogues. */
export const ladderFaults = [
  "acts-while-we-owe",
  "close-before-resolve",
  "days-unfit",
  "frame-unfit",
  "no-word-before",
  "order",
  "resolved-ends",
  "too-many-steps",
  "too-soon",
  "twice",
  "window-unfit",
] as const;
export type LadderFault = {
  readonly fault: (typeof ladderFaults)[number];
  /** Which step, counted from nought in its branch; null where the ladder as a whole is meant. */
  readonly step: number | null;
};

const longest = 365;
const mostSteps = 8;
/** Between the last word to the customer and what follows from their silence. */
const leastPatience = 2;
/** A customer who was told that it is solved has at least so long to say no. */
const leastToConfirm = 3;
const shortestFrame = 5;
const longestFrame = 30 * 24 * 60;

/** What is wrong with a ladder: it could act too early, twice, or while the customer waits for us. Null for a safe one. */
export function ladderFault({ customersTurn, ourTurn, reopenWindowDays }: Ladder): LadderFault | null {
  const { closeWithinWorkingDays: within } = customersTurn;
  const isContract = within === null || isDays(within, leastToConfirm);
  return (
    customersFault(customersTurn.steps) ??
    oursFault(ourTurn.steps) ??
    (priorities.every((priority) => isFrame(ourTurn.frames[priority])) ? null : whole("frame-unfit")) ??
    (isContract ? null : whole("too-soon")) ??
    (isDays(reopenWindowDays, 1) ? null : whole("window-unfit"))
  );
}

const whole = (fault: LadderFault["fault"]): LadderFault => ({ fault, step: null });

const isDays = (days: number, least: number): boolean =>
  Number.isInteger(days) && days >= least && days <= longest;

const isFrame = (minutes: number): boolean =>
  Number.isInteger(minutes) && minutes >= shortestFrame && minutes <= longestFrame;

function customersFault(steps: readonly CustomerStep[]): LadderFault | null {
  if (steps.length > mostSteps) return { fault: "too-many-steps", step: mostSteps };
  for (const [index, step] of steps.entries()) {
    const fault = customerStepFault(step, steps.slice(0, index));
    if (fault !== null) return { fault, step: index };
  }
  return null;
}

function customerStepFault(step: CustomerStep, before: readonly CustomerStep[]): LadderFault["fault"] | null {
  const earlier = before.filter((other) => other.in === step.in);
  const last = earlier.at(-1);
  // what comes by the API need not be what the type says
  if (!["answered", "resolved"].includes(step.in)) return "acts-while-we-owe";
  if (!isDays(step.after, 1)) return "days-unfit";
  if (step.in === "answered" && before.length > earlier.length) return "order";
  if (last !== undefined && last.after >= step.after) return last.act === step.act ? "twice" : "order";
  return step.in === "answered" ? answeredFault(step, last) : resolvedFault(step, last);
}

function answeredFault({ act, after }: CustomerStep, last: CustomerStep | undefined) {
  if (last?.act === "resolve") return "order";
  if (act === "close") return "close-before-resolve";
  if (act !== "resolve") return null;
  if (last === undefined) return "no-word-before";
  return after - last.after < leastPatience ? "too-soon" : null;
}

function resolvedFault({ act, after }: CustomerStep, last: CustomerStep | undefined) {
  if (last?.act === "close") return "order";
  if (act === "resolve") return "resolved-ends";
  if (act !== "close") return null;
  return after < leastToConfirm || (last !== undefined && after - last.after < leastPatience)
    ? "too-soon"
    : null;
}

function oursFault(steps: readonly OurStep[]): LadderFault | null {
  if (steps.length > mostSteps) return { fault: "too-many-steps", step: mostSteps };
  for (const [index, { after, act }] of steps.entries()) {
    if (!Number.isInteger(after) || after < 1 || after > 1000) return { fault: "days-unfit", step: index };
    const last = steps[index - 1];
    if (last !== undefined && last.after >= after) return { fault: "order", step: index };
    if (steps.findIndex((other) => other.act === act) < index) return { fault: "twice", step: index };
  }
  return null;
}
