import { describe, expect, it } from "vitest";
import { statuses } from "@kvit/domain/tickets";
import { isPossible } from "./offered.ts";

const verbs = [
  "resolve",
  "reopen",
  "postpone",
  "wake",
  "close",
  "spam",
  "not-spam",
  "delete",
  "restore",
  "purge",
] as const;
const offered = (status: (typeof statuses)[number], mergedInto: number | null = null) =>
  verbs.filter((verb) => isPossible(verb, { status, mergedInto }));

describe("what is offered on a ticket", () => {
  it("is what the table of the life cycle lets happen", () => {
    expect(offered("new")).toEqual(["resolve", "postpone", "spam", "delete"]);
    expect(offered("answered")).toEqual(["resolve", "reopen", "postpone", "spam", "delete"]);
    expect(offered("postponed")).toEqual(["resolve", "reopen", "postpone", "wake", "spam", "delete"]);
    expect(offered("resolved")).toEqual(["reopen", "postpone", "close", "spam", "delete"]);
    expect(offered("closed")).toEqual(["reopen", "spam", "delete"]);
    expect(offered("spam")).toEqual(["not-spam", "delete", "purge"]);
    expect(offered("deleted")).toEqual(["restore", "purge"]);
  });
  it("is no step of the conversation on a ticket that goes on in another", () => {
    expect(offered("closed", 7)).toEqual(["spam", "delete"]);
    expect(offered("open", 7)).toEqual(["spam", "delete"]);
  });
});
