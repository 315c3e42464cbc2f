import { describe, expect, it } from "vitest";
import { countLine, countTests } from "./count-tests.mjs";

const test = (status: string) => ({ status });
const file = (status: string, ...tests: { status: string }[]) => ({ status, assertionResults: tests });
const result = (success: boolean, counts: number[], ...testResults: ReturnType<typeof file>[]) => {
  const [numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0] = counts;
  return { success, numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults };
};

describe("the count of a test run", () => {
  it.each([
    [
      "tests alone",
      result(true, [2], file("passed", test("passed"), test("passed"))),
      0,
      "2 passed, 0 failed, 0 skipped",
    ],
    [
      "a failed test",
      result(false, [1, 1], file("failed", test("passed"), test("failed"))),
      0,
      "1 passed, 1 failed, 0 skipped",
    ],
    [
      "skipped and planned tests",
      result(true, [0, 0, 2, 1], file("passed")),
      0,
      "0 passed, 0 failed, 3 skipped",
    ],
    [
      "a file that could not be loaded",
      result(false, [0], file("failed")),
      0,
      "0 passed, 1 failed, 0 skipped",
    ],
    [
      "a hook that failed after passing tests",
      result(false, [1], file("failed", test("passed"))),
      0,
      "1 passed, 1 failed, 0 skipped",
    ],
    [
      "an error that belongs to no test",
      result(false, [1], file("passed", test("passed"))),
      0,
      "1 passed, 1 failed, 0 skipped",
    ],
    ["failed checks", result(true, [1], file("passed", test("passed"))), 2, "1 passed, 2 failed, 0 skipped"],
    ["no result at all", null, 0, "0 passed, 1 failed, 0 skipped"],
  ])("tells %s", (_, counted, others, line) => {
    expect(countLine(countTests(counted, others))).toBe(line);
  });
});
