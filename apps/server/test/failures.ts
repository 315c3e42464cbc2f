/** Loaded before each database test file: remembers whether one of its tests failed, and fails those whose answers do not fit the API's description. */
import { afterAll, afterEach, beforeEach, expect } from "vitest";
import { takeMisfits } from "./watch-answers.ts";

let failed = false;

beforeEach(({ onTestFailed }) => {
  onTestFailed(() => {
    failed = true;
  });
});

const demandFit = (): void => expect(takeMisfits()).toEqual([]);
afterEach(demandFit);
afterAll(demandFit);

export function hasFailure(): boolean {
  return failed;
}
