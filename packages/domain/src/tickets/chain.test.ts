import { expect, it } from "vitest";
import { canonicalJson } from "../kernel/index.ts";
import { hashOf } from "./chain.ts";
import { genesisHash, type TicketEvent } from "./event.ts";

const event: Omit<TicketEvent, "hash"> = {
  type: "ticket.tagged",
  ticketId: 7,
  seq: 1,
  at: 1_795_353_003_123_456,
  actor: { kind: "rule", id: 4 },
  cause: { kind: "rule", id: 4, version: 3 },
  act: "ü-\u{1f600}",
  changes: { tags: { from: [], to: ["vračilo"] } },
  data: { b: 1, a: null },
  prevHash: genesisHash,
};

it("digests the RFC 8785 form of all of an event but its hash", () => {
  expect(hashOf(event, (text) => text)).toBe(canonicalJson(event));
  const written: TicketEvent = { ...event, hash: "not this" };
  expect(hashOf(written, (text) => text)).toBe(canonicalJson(event));
});
