import {
  defaultLadder,
  ladderFault,
  type CustomerAct,
  type CustomerStep,
  type Ladder,
  type LadderFault,
  type OurAct,
  type OurStep,
} from "@kvit/domain/ladders";

/** A step with its place in the branch, as the domain counts it when it names the one at fault. */
export type Placed<Step> = { readonly step: Step; readonly index: number };

/** What a step may do in each status: what the domain would refuse there is not offered. */
export const actsIn: Readonly<Record<CustomerStep["in"], readonly CustomerAct[]>> = {
  answered: ["remind", "notice", "resolve"],
  resolved: ["remind", "notice", "close"],
};

export const stepsIn = (ladder: Ladder, status: CustomerStep["in"]): readonly Placed<CustomerStep>[] =>
  ladder.customersTurn.steps.map((step, index) => ({ step, index })).filter(({ step }) => step.in === status);

/** Steps in the order in which they come; of the same day, as they were. Done when a field is left, so that nothing jumps under the hand. */
export function inOrder(ladder: Ladder): Ladder {
  const rank = ({ in: status }: CustomerStep) => (status === "answered" ? 0 : 1);
  return withCustomerSteps(
    withOurSteps(
      ladder,
      ladder.ourTurn.steps.toSorted((a, b) => a.after - b.after),
    ),
    ladder.customersTurn.steps.toSorted((a, b) => rank(a) - rank(b) || a.after - b.after),
  );
}

export const withCustomerSteps = (ladder: Ladder, steps: readonly CustomerStep[]): Ladder => ({
  ...ladder,
  customersTurn: { ...ladder.customersTurn, steps },
});
export const withOurSteps = (ladder: Ladder, steps: readonly OurStep[]): Ladder => ({
  ...ladder,
  ourTurn: { ...ladder.ourTurn, steps },
});

const firstDay = 3;
const pause = 3;

/** One more word to the customer in a status: before its end, which moves on when it would come too soon after. */
export function addCustomerStep(ladder: Ladder, status: CustomerStep["in"]): Ladder {
  const own = stepsIn(ladder, status).map(({ step }) => step);
  const end = own.find(({ act }) => act === "resolve" || act === "close");
  const words = own.filter((step) => step !== end);
  const last = words.at(-1);
  const after = last === undefined ? firstDay : last.after + pause;
  const fresh: CustomerStep = { in: status, after, act: last === undefined ? "remind" : "notice" };
  const moved = end === undefined ? [] : [{ ...end, after: Math.max(end.after, after + pause) }];
  const others = ladder.customersTurn.steps.filter((step) => step.in !== status);
  return inOrder(withCustomerSteps(ladder, [...others, ...words, fresh, ...moved]));
}

const ourOrder: readonly OurAct[] = ["remind-assignee", "remind-lead", "escalate"];

/** The act of our branch that is not there yet, after all others; the same ladder when all are. */
export function addOurStep(ladder: Ladder): Ladder {
  const { steps } = ladder.ourTurn;
  const act = ourOrder.find((each) => steps.every((step) => step.act !== each));
  if (act === undefined) return ladder;
  return withOurSteps(ladder, [...steps, { after: (steps.at(-1)?.after ?? 0) + 100, act }]);
}

export const withoutStep = <Step>(steps: readonly Step[], index: number): readonly Step[] =>
  steps.filter((_, at) => at !== index);

export const withStep = <Step>(steps: readonly Step[], index: number, change: Partial<Step>): Step[] =>
  steps.map((step, at) => (at === index ? { ...step, ...change } : step));

/** Where in the editor a fault is told. */
export type FaultPlace = LadderFault & {
  readonly branch: "customers" | "contract" | "ours" | "frames" | "window";
};

/** What is wrong with a ladder, and in which part of it; the domain counts steps in their branch and does not name it. */
export function faultPlace(ladder: Ladder): FaultPlace | null {
  const found = ladderFault(ladder);
  if (found === null) return null;
  if (found.fault === "window-unfit") return { ...found, branch: "window" };
  if (found.fault === "frame-unfit") return { ...found, branch: "frames" };
  if (found.step === null) return { ...found, branch: "contract" };
  const customers = ladderFault({ ...defaultLadder, customersTurn: ladder.customersTurn });
  return {
    ...found,
    branch: customers?.step === undefined || customers.step === null ? "ours" : "customers",
  };
}
