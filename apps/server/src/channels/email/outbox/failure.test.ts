import { expect, it } from "vitest";
import { readRefusal } from "./failure.ts";

it.each([
  [550, "550 5.1.1 <ana@primr.si>: Recipient address rejected: User unknown", "no-such-address", true],
  [550, "550 No such user here", "no-such-address", true],
  [552, "552 5.2.2 Over quota", "mailbox-full", true],
  [552, "552 5.3.4 Message too big", "too-large", true],
  [554, "554 5.7.1 Rejected by policy", "refused", true],
  [450, "450 4.2.0 Greylisted", "late", false],
  [421, "421 4.3.2 Shutting down", "late", false],
  [null, "Connection closed", "late", false],
] as const)("reads %s %s as %s", (responseCode, words, code, permanent) => {
  expect(readRefusal("ana@primr.si", responseCode, words)).toEqual({
    address: "ana@primr.si",
    code,
    permanent,
    technical: words,
  });
});
