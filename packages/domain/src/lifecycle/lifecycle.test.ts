import { describe, expect, it } from "vitest";
import { defaultLadder } from "../ladders/index.ts";
import { ladderOf, lifecycleFault, shippedLifecycle } from "./index.ts";

const own = { ...defaultLadder, reopenWindowDays: 30 };

describe("a life cycle", () => {
  it("has a department's own ladder go before the common one", () => {
    const lifecycle = { ...shippedLifecycle, departmentLadders: { "3": own } };
    expect(ladderOf(lifecycle, 3)).toBe(own);
    expect(ladderOf(lifecycle, 4)).toBe(defaultLadder);
  });

  it("that is shipped can be run", () => {
    expect(lifecycleFault(shippedLifecycle)).toBeNull();
    expect(lifecycleFault({ ...shippedLifecycle, departmentLadders: { "3": own } })).toBeNull();
  });

  it("is refused with the department whose ladder is at fault", () => {
    const broken = { ...defaultLadder, reopenWindowDays: 0 };
    expect(lifecycleFault({ ...shippedLifecycle, ladder: broken })).toEqual({
      fault: "window-unfit",
      step: null,
      departmentId: null,
    });
    expect(lifecycleFault({ ...shippedLifecycle, departmentLadders: { "3": own, "7": broken } })).toEqual({
      fault: "window-unfit",
      step: null,
      departmentId: 7,
    });
  });
});
