import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { play, runs, throws } from "../../../test/histories.ts";
import { day, hour, Life, lifeIn, sha256 } from "../../../test/life.ts";
import type { Json, JsonObject } from "../../kernel/index.ts";
import {
  erase,
  replayHistory,
  verifyHistory,
  type ErasedEvent,
  type Ticket,
  type TicketEvent,
} from "../index.ts";

type History = readonly (TicketEvent | ErasedEvent)[];

/** A life with every kind of value in its events: numbers, texts, lists, objects, nulls. */
function richLife(): Life {
  const life = new Life({ fields: { room: "B12", shared: true } });
  life
    .wait(hour)
    .do("tag", { add: ["red", "blue"] })
    .do("link", { kind: "related", ticketId: 9 });
  life
    .do("postpone", { until: life.now + day })
    .wait(day)
    .do("wake", {})
    .reply("resolved");
  life.wait(hour).undoLast();
  return life;
}

/** Every copy of the value with one leaf of it altered, one member removed, or one added. */
function alterations(value: Json): readonly Json[] {
  if (typeof value === "string") return [`${value}x`, value.slice(1)].filter((other) => other !== value);
  if (typeof value === "number") return [value + 1];
  if (typeof value === "boolean") return [!value];
  if (value === null) return [0];
  return isList(value) ? listAlterations(value) : memberAlterations(value);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const listAlterations = (list: readonly Json[]): readonly Json[] => [
  ...list.flatMap((item, index) => alterations(item).map((other) => list.with(index, other))),
  ...list.map((_item, index) => list.toSpliced(index, 1)),
  [...list, 1],
];

const memberAlterations = (members: JsonObject): readonly JsonObject[] => [
  ...replacements(members),
  ...Object.keys(members).map((gone) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => name !== gone)),
  ),
  { ...members, added: 1 },
];

/** The members all there, one of them altered within. */
const replacements = (members: JsonObject): readonly JsonObject[] =>
  Object.entries(members).flatMap(([name, value]) =>
    alterations(value).map((other) => ({ ...members, [name]: other })),
  );

/** A stored row always has all its columns, so only what stands in them can be tampered with. */
const tamper = <Row extends TicketEvent | ErasedEvent | Ticket>(row: Row): readonly Row[] =>
  replacements(row) as readonly unknown[] as readonly Row[];

const verify = (events: History, row: Ticket | null) => verifyHistory(events, row, sha256);

describe("tampering", { timeout: 3_600_000 }, () => {
  it("with any value of any event is found at that event, or at the next", () => {
    const { events, ticket } = richLife();
    expect(verify(events, ticket)).toEqual({ ok: true });
    const tried = events.flatMap((event, index) =>
      tamper(event).map((copy) => ({ index, found: verify(events.with(index, copy), ticket) })),
    );
    expect(tried.length).toBeGreaterThan(400);
    const missed = tried.filter(({ index, found }) => found.ok || Math.abs(found.seq - 1 - index) > 1);
    expect(missed).toEqual([]);
  });

  it("by removing, repeating or swapping events is found", () => {
    const { events, ticket } = richLife();
    const tampered = events.flatMap((event, index) => [
      events.toSpliced(index, 1),
      events.toSpliced(index, 0, event),
      ...events
        .slice(index + 1)
        .map((other, offset) => events.with(index, other).with(index + 1 + offset, event)),
    ]);
    expect(tampered.filter((history) => verify(history, ticket).ok)).toEqual([]);
  });

  it("in several places is found in each of them, and nowhere else", () => {
    const { events, ticket } = richLife();
    const faultsOf = (history: History) =>
      replayHistory(history, ticket, sha256).faults.map((each) => !each.ok && [each.seq, each.problem]);
    const [third, fourth, ninth] = [events[2]!, events[3]!, events[8]!];
    expect(faultsOf(events.with(2, { ...third, act: "x" }).with(8, { ...ninth, at: 1 }))).toEqual([
      [3, "hash-differs"],
      [9, "hash-differs"],
    ]);
    expect(faultsOf(events.toSpliced(3, 1))).toEqual([[4, "seq-gap"]]);
    expect(faultsOf(events.toSpliced(3, 0, third))).toEqual([[4, "seq-gap"]]);
    expect(faultsOf(events.with(3, { ...fourth, seq: 99 }))).toEqual([[4, "seq-gap"]]);
    expect(faultsOf(events.with(2, fourth).with(3, third))).toEqual([
      [3, "seq-gap"],
      [4, "seq-gap"],
      [5, "broken-chain"],
    ]);
  });

  it("leaves no state behind, while a whole history tells the ticket after each event", () => {
    const { events, ticket } = richLife();
    const { faults, states } = replayHistory(events, ticket, sha256);
    expect(faults).toEqual([]);
    expect(states.map((state) => state.version)).toEqual(events.map((event) => event.seq));
    expect(states.at(-1)).toEqual(ticket);
    expect(replayHistory(events.toSpliced(0, 1), ticket, sha256).states).toEqual([]);
  });

  it("with any field of the row is found and named", () => {
    const { events, ticket } = richLife();
    const rows = tamper(ticket);
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const field = Object.keys(ticket).find((name) => !Object.is(Object(row)[name], Object(ticket)[name]));
      expect(verify(events, row)).toEqual({
        ok: false,
        seq: ticket.version,
        problem: "row-differs",
        detail: `the stored ticket differs from its events in ${field}`,
      });
    }
  });

  it("with one event of a random history is found", () => {
    fc.assert(
      fc.property(throws(20), fc.nat(), fc.nat(), (dice, where, what) => {
        const { events, ticket } = play(dice);
        const index = where % events.length;
        const copies = tamper(events[index]!);
        expect(verify(events.with(index, copies[what % copies.length]!), ticket).ok).toBe(false);
      }),
      runs(300),
    );
  });

  it("with what purging left is found, down to every erased line", () => {
    const life = lifeIn("purged");
    const left: History = [...life.events.slice(0, -1).map(erase), life.events.at(-1)!];
    expect(verify(left, life.ticket)).toEqual({ ok: true });
    const altered = left.flatMap((event, index) =>
      tamper(event)
        // that a line is erased is told by the mark being there, whatever it says
        .filter((copy) => !("erased" in copy && !copy.erased))
        .map((copy) => left.with(index, copy)),
    );
    const removed = left.map((_event, index) => left.toSpliced(index, 1));
    expect([...altered, ...removed].filter((history) => verify(history, life.ticket).ok)).toEqual([]);
    expect(verify(left, { ...life.ticket, subject: "canary" })).toMatchObject({ problem: "row-differs" });
  });
});
