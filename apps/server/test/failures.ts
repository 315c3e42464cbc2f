/** Loaded before each database test file: remembers whether one of its tests failed. */
import { beforeEach } from "vitest";

let failed = false;

beforeEach(({ onTestFailed }) => {
  onTestFailed(() => {
    failed = true;
  });
});

export function hasFailure(): boolean {
  return failed;
}
