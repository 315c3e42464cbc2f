import { expect, it } from "vitest";
import { oneLine, replySubject } from "./subject-line.ts";

it("T52: makes one line of whatever people wrote into a header", () => {
  expect(oneLine("Hello\r\nBcc: victim@example.org\r\n\r\nbody")).toBe("Hello Bcc: victim@example.org body");
  expect(oneLine("a\u0000b\u2028c\u202Ed")).toBe("a b c d");
  expect(oneLine("x".repeat(600))).toHaveLength(500);
});

it.each([
  ["Printer is on fire", "Re: Printer is on fire [#4821]"],
  ["Re: RE: Sv: Printer", "Re: Printer [#4821]"],
  ["Re: Printer [#4821]", "Re: Printer [#4821]"],
  ["Odg: Tiskalnik [#4821] gori", "Re: Tiskalnik gori [#4821]"],
  ["", "Re: [#4821]"],
])("answers %j under %j", (subject, expected) => {
  expect(replySubject(subject, "[#4821]")).toBe(expected);
});
