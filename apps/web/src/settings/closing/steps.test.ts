import { describe, expect, it } from "vitest";
import { defaultLadder, ladderFault, type CustomerStep, type Ladder } from "@kvit/domain/ladders";
import {
  addCustomerStep,
  addOurStep,
  faultPlace,
  inOrder,
  withCustomerSteps,
  withOurSteps,
} from "./steps.ts";

const of = (...steps: readonly CustomerStep[]): Ladder => withCustomerSteps(defaultLadder, steps);

describe("the editor of a ladder", () => {
  it("adds steps that the domain takes, until there are as many as may be", () => {
    let ladder = of();
    for (let count = 0; count < 4; count += 1) {
      ladder = addCustomerStep(addCustomerStep(ladder, "answered"), "resolved");
      expect(ladderFault(ladder), JSON.stringify(ladder.customersTurn.steps)).toBeNull();
    }
    expect(ladderFault(addCustomerStep(ladder, "answered"))).toMatchObject({ fault: "too-many-steps" });
  });

  it("puts a new word before the end of its status, and moves the end when it would come too soon", () => {
    const { steps } = addCustomerStep(defaultLadder, "answered").customersTurn;
    expect(steps).toEqual([
      { in: "answered", after: 3, act: "remind" },
      { in: "answered", after: 6, act: "notice" },
      { in: "answered", after: 9, act: "resolve" },
      { in: "resolved", after: 7, act: "close" },
    ]);
  });

  it("brings steps in the order of their days, those of answered first", () => {
    const close = { in: "resolved", after: 5, act: "close" } as const;
    const remind = { in: "answered", after: 4, act: "remind" } as const;
    const resolve = { in: "answered", after: 9, act: "resolve" } as const;
    expect(inOrder(of(close, resolve, remind)).customersTurn.steps).toEqual([remind, resolve, close]);
  });

  it("adds each act of our own branch once", () => {
    const none = withOurSteps(defaultLadder, []);
    const full = addOurStep(addOurStep(addOurStep(none)));
    expect(full.ourTurn.steps.map(({ act }) => act)).toEqual(["remind-assignee", "remind-lead", "escalate"]);
    expect(addOurStep(full)).toBe(full);
    expect(ladderFault(full)).toBeNull();
  });

  it("says in which part of the ladder a fault is", () => {
    expect(faultPlace(defaultLadder)).toBeNull();
    expect(faultPlace(of({ in: "answered", after: 7, act: "resolve" }))).toEqual({
      fault: "no-word-before",
      step: 0,
      branch: "customers",
    });
    const ours = withOurSteps(defaultLadder, [
      { after: 200, act: "remind-lead" },
      { after: 100, act: "escalate" },
    ]);
    expect(faultPlace(ours)).toMatchObject({ fault: "order", step: 1, branch: "ours" });
    expect(faultPlace({ ...defaultLadder, reopenWindowDays: 0 })?.branch).toBe("window");
    const { customersTurn, ourTurn } = defaultLadder;
    const promised = { ...defaultLadder, customersTurn: { ...customersTurn, closeWithinWorkingDays: 1 } };
    expect(faultPlace(promised)?.branch).toBe("contract");
    const frames = { ...ourTurn.frames, low: 1 };
    expect(faultPlace({ ...defaultLadder, ourTurn: { ...ourTurn, frames } })?.branch).toBe("frames");
  });
});
