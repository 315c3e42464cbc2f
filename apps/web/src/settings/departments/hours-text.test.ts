import { expect, it } from "vitest";
import { rangesText, readRanges } from "./hours-text.ts";

it.each([
  [
    "9:00–12:00, 13:00–17:00",
    [
      { from: 540, to: 720 },
      { from: 780, to: 1020 },
    ],
  ],
  ["9-17", [{ from: 540, to: 1020 }]],
  [
    "8.30 — 16.00; 18-24",
    [
      { from: 510, to: 960 },
      { from: 1080, to: 1440 },
    ],
  ],
  ["  ", []],
])("%j is read as its minutes", (text, ranges) => {
  expect(readRanges(text)).toEqual(ranges);
});

it.each(["nine to five", "9", "9:75–10:00", "9–12 13–17"])("%j is no time", (text) => {
  expect(readRanges(text)).toBeNull();
});

it("writes what it reads", () => {
  expect(
    rangesText([
      { from: 540, to: 725 },
      { from: 780, to: 1440 },
    ]),
  ).toBe("9:00–12:05, 13:00–24:00");
  expect(readRanges(rangesText([{ from: 0, to: 1 }]))).toEqual([{ from: 0, to: 1 }]);
  expect(rangesText([])).toBe("");
});
