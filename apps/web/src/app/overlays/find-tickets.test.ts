import { describe, expect, it } from "vitest";
import type { TicketView } from "@kvit/contract/tickets";
import { ingestTickets } from "../../store/tickets.ts";
import { findInMemory } from "./find-tickets.ts";

const ticket = (number: number, subject: string, name = "Ana"): TicketView => ({
  number,
  reference: `#${number}`,
  status: "open",
  stage: null,
  subject,
  requester: { id: number, name, email: "ana@customer.test" },
  department: { id: 1, name: "Support" },
  assignee: null,
  priority: "normal",
  tags: [],
  channel: "email",
  createdAt: "2026-11-22T10:00:00Z",
  updatedAt: "2026-11-22T10:00:00Z",
  version: 1,
  postponedUntil: null,
  postponedFrom: null,
  waitingSince: null,
  reopenCount: 0,
  resolvedAt: null,
  closedAt: null,
  closeReason: null,
  needsReview: false,
  purgeAt: null,
  mergedInto: null,
  messageCount: 1,
  preview: "",
  sample: false,
});

describe("the search among the tickets in memory", () => {
  ingestTickets([
    ticket(1, "Napačen račun"),
    ticket(2, "Rac\u030Cun brez šumnikov je racun"),
    ticket(3, "Zgłoszenie", "Łukasz Żółć"),
    ticket(4, "Følgebrev på dør"),
  ]);
  const found = (query: string) => findInMemory(query).tickets.map(({ number }) => number);

  it("finds letters with marks by plain ones, and the other way round", () => {
    expect(new Set(found("racun"))).toEqual(new Set([1, 2]));
    expect(new Set(found("RAČUN"))).toEqual(new Set([1, 2]));
    expect(found("napacen racun")).toEqual([1]);
  });
  it("finds letters that do not decompose", () => {
    expect(found("lukasz zolc")).toEqual([3]);
    expect(found("folgebrev pa dor")).toEqual([4]);
  });
  it("finds each person once, by the name or the address alone", () => {
    const shop = { id: 70, name: "Kari Høiland", email: "kari@shop.test" };
    ingestTickets([
      { ...ticket(70, "First"), requester: shop },
      { ...ticket(71, "Second"), requester: shop },
      ticket(72, "Kari was here", "Ola"),
    ]);
    const people = (query: string) => findInMemory(query).people.map(({ id }) => id);
    expect(people("hoiland")).toEqual([70]);
    expect(people("kari shop.test")).toEqual([70]);
    expect(people("kari")).toEqual([70]);
    expect(people("kari second")).toEqual([]);
    expect(people("")).toEqual([]);
  });
  it("finds no more than five people", () => {
    ingestTickets(Array.from({ length: 9 }, (_, index) => ticket(80 + index, "Many", `Zora ${index}`)));
    expect(findInMemory("zora").people).toHaveLength(5);
  });
});
