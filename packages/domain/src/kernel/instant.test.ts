import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstant, instantFromMillis, parseInstant, readInstant } from "./instant.ts";

describe("instants", () => {
  it.each([
    ["1970-01-01T00:00:00Z", 0],
    ["2026-11-22T13:10:03.123456Z", 1_795_353_003_123_456],
    ["2026-11-22t13:10:03.123456z", 1_795_353_003_123_456],
    ["2026-11-22 13:10:03.123456+00", 1_795_353_003_123_456],
    ["2026-11-22T18:40:03.123456+05:30", 1_795_353_003_123_456],
    ["2026-11-22T18:40:03.123456+0530", 1_795_353_003_123_456],
    ["2026-11-22T04:10:03.123456-09:00", 1_795_353_003_123_456],
    ["2026-11-22T13:10:03.1Z", 1_795_353_003_100_000],
    ["2026-11-22T13:10:03.123456999Z", 1_795_353_003_123_456],
    ["1969-12-31T23:59:59.999999Z", -1],
    ["2016-12-31T23:59:60Z", 1_483_228_800_000_000],
    ["2028-02-29T00:00:00Z", 1_835_395_200_000_000],
    ["1700-01-01T00:00:00Z", -8_520_336_000_000_000],
  ])("reads %s", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    "",
    "2026-11-22",
    "2026-11-22T13:10:03",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2027-02-29T00:00:00Z",
    "2026-11-31T00:00:00Z",
    "2026-11-22T24:00:00Z",
    "2026-11-22T13:60:00Z",
    "2026-11-22T13:10:61Z",
    "2026-11-22T13:10:03+24:00",
    "2026-11-22T13:10:03+01:60",
    "2026-11-22T13:10:03.Z",
    "0026-11-22T13:10:03Z",
    "9999-12-31T23:59:59Z",
    "infinity",
    " 2026-11-22T13:10:03Z",
    "2026-11-22T13:10:03Z\n",
  ])("does not read %j", (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it.each([
    ["tomorrow", "form"],
    ["2026-13-01T00:00:00Z", "form"],
    ["2027-02-30T10:00:00Z", "no-such-day"],
    ["9999-12-31T23:59:59Z", "too-far"],
    ["2255-06-06T00:00:00Z", "too-far"],
    ["0026-11-22T13:10:03Z", "too-far"],
  ])("says why %s is no instant: %s", (text, fault) => {
    expect(readInstant(text)).toBe(fault);
  });

  it("reaches the 5th of June 2255", () => {
    expect(readInstant("2255-06-05T23:47:34Z")).toBe(9_007_199_254_000_000);
  });

  it("writes six digits, in UTC, also before 1970", () => {
    expect(formatInstant(1_795_353_003_120_000)).toBe("2026-11-22T13:10:03.120000Z");
    expect(formatInstant(-1)).toBe("1969-12-31T23:59:59.999999Z");
  });

  it("reads back every microsecond it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2e15, max: 9e15 }), (instant) => {
        expect(parseInstant(formatInstant(instant))).toBe(instant);
      }),
    );
  });

  it("takes the milliseconds of a clock", () => {
    expect(instantFromMillis(1_795_353_003_123.456)).toBe(1_795_353_003_123_456);
  });
});
