import { describe, expect, it } from "vitest";
import { csvOf } from "./csv.ts";

const lines = (rows: readonly (readonly string[])[]) => csvOf(rows).slice(1).split("\r\n").slice(0, -1);

describe("CSV of the timeline", () => {
  it("begins with the mark by which Excel knows UTF-8", () => {
    expect(csvOf([["č"]])).toBe("\uFEFFč\r\n");
  });
  it("keeps commas, quotes and line breaks inside their cell", () => {
    expect(csvOf([['a,b "c"\nd', "e"]]).slice(1)).toBe('"a,b ""c""\nd",e\r\n');
  });
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])("T97: %j is text and no formula", (given) => {
    expect(lines([[given]])).toEqual([`'${given}`]);
  });
  it("T97: a cell that begins with a carriage return is text and no formula", () => {
    expect(csvOf([["\r=1"]]).slice(1)).toBe('"\'\r=1"\r\n');
  });
  it("leaves other cells as they are", () => {
    expect(lines([["2026-11-22T13:10:00Z", "1 = 1", "a-b"]])).toEqual(["2026-11-22T13:10:00Z,1 = 1,a-b"]);
  });
});
