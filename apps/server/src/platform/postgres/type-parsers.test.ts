import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstant, parseInstant } from "@kvit/domain/kernel";
import { parseTimestamptz } from "./type-parsers.ts";

describe("a timestamptz as PostgreSQL prints it", () => {
  it("is the same instant as the text in RFC 3339, to the microsecond and with its zeros left out", () => {
    const instants = fc.integer({ min: -62_135_596_800_000_000, max: 4_102_444_800_000_000 });
    fc.assert(
      fc.property(instants, (instant) => {
        const printed = formatInstant(instant)
          .replace("T", " ")
          .replace(/\.?0*Z$/, "+00");
        expect(parseTimestamptz(printed)).toBe(instant);
      }),
    );
  });

  it("is read in other zones and refused where it is no instant", () => {
    expect(parseTimestamptz("2026-11-22 14:10:03.5+01")).toBe(parseInstant("2026-11-22T13:10:03.500000Z"));
    for (const text of ["infinity", "-infinity", "0044-03-15 12:00:00+00 BC"])
      expect(() => parseTimestamptz(text)).toThrow(RangeError);
  });
});
