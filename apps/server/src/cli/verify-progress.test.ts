import { expect, it } from "vitest";
import { progressLine } from "./verify-progress.ts";

it("says how far it has come, how fast, and how long it will take", () => {
  expect(progressLine({ ranges: 20, of: 80, tickets: 5000 }, 1000)).toBe(
    "25 %, 5,000 tickets verified, 5,000/s, 3 s left",
  );
  expect(progressLine({ ranges: 1, of: 1, tickets: 0 }, 0)).toBe("100 %, 0 tickets verified, 0/s, 0 s left");
});
