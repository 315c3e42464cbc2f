import { describe, expect, it } from "vitest";
import { statuses } from "../tickets/index.ts";
import { defaultRetention, purgeAt, retentionFault, retentionRuleOf, shippedLifecycle } from "./index.ts";

const day = 86_400_000_000;
const never = { deletedDays: null, spamDays: null, closedDays: null };

describe("retention", () => {
  it("purges what is deleted or spam after 30 days unless set otherwise, and nothing that is closed", () => {
    expect(shippedLifecycle.retention).toBe(defaultRetention);
    const lying = { needsReview: false, updatedAt: 5 * day };
    expect(purgeAt(defaultRetention, { ...lying, status: "deleted" })).toBe(35 * day);
    expect(purgeAt(defaultRetention, { ...lying, status: "spam" })).toBe(35 * day);
    expect(purgeAt(defaultRetention, { ...lying, status: "closed" })).toBeNull();
  });

  it("purges what is closed once that is asked for", () => {
    const retention = { ...never, closedDays: 365 };
    expect(purgeAt(retention, { status: "closed", needsReview: false, updatedAt: 0 })).toBe(365 * day);
    expect(purgeAt(retention, { status: "deleted", needsReview: false, updatedAt: 0 })).toBeNull();
  });

  it("T105: never purges a ticket that somebody has still to look at", () => {
    for (const status of ["spam", "deleted", "closed"] as const)
      expect(
        purgeAt({ ...defaultRetention, closedDays: 7 }, { status, needsReview: true, updatedAt: 0 }),
      ).toBeNull();
  });

  it("never purges a ticket that may still need work, nor one that is purged", () => {
    const ruled = statuses.filter((status) => retentionRuleOf(status) !== null);
    expect(ruled.toSorted()).toEqual(["closed", "deleted", "spam"]);
    const lying = { needsReview: false, updatedAt: 0 };
    expect(purgeAt(defaultRetention, { ...lying, status: "open" })).toBeNull();
  });

  it("is refused with the rule at fault: whole days, a week at least, a hundred years at most", () => {
    expect(retentionFault(defaultRetention)).toBeNull();
    expect(retentionFault(never)).toBeNull();
    expect(retentionFault({ ...never, spamDays: 7 })).toBeNull();
    expect(retentionFault({ ...never, spamDays: 6 })).toEqual({ rule: "spamDays", fault: "too-short" });
    expect(retentionFault({ ...never, deletedDays: -1 })).toEqual({
      rule: "deletedDays",
      fault: "too-short",
    });
    expect(retentionFault({ ...never, closedDays: 10.5 })).toEqual({
      rule: "closedDays",
      fault: "not-whole",
    });
    expect(retentionFault({ ...never, closedDays: Number.NaN })?.fault).toBe("not-whole");
    expect(retentionFault({ ...never, closedDays: 36_501 })).toEqual({
      rule: "closedDays",
      fault: "too-long",
    });
  });
});
