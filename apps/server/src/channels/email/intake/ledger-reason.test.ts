import { describe, expect, it } from "vitest";
import { areas } from "@kvit/i18n";
import { ledgerReasons } from "./ledger-reason.ts";

const keys = Object.keys(areas.ledgerReasons);

describe("the reasons of the ledger", () => {
  it("have words each, and no words stand for none", () => {
    const worded = keys
      .map((key) => key.replace(/^ledger\.reason\.(?:(?:message|suspended|ignored|failed|pending)\.)?/, ""))
      .filter((reason) => reason !== "waiting" && reason !== "none");
    expect(ledgerReasons.filter((reason) => !keys.includes(`ledger.reason.${reason}`))).toEqual([]);
    expect([...new Set(worded)].toSorted()).toEqual([...ledgerReasons].toSorted());
  });
});
