import { describe, expect, it } from "vitest";
import { statuses, unsoundness, verifyHistory, type EventType } from "@kvit/domain/tickets";
import { languages } from "@kvit/i18n/language";
import { sha256Hex } from "../platform/digest.ts";
import { creationTimes } from "./calendar.ts";
import { staff, type Cast } from "./cast.ts";
import { makePeople } from "./people.ts";
import { Random } from "./random.ts";
import { tellTicket, type ToldTicket } from "./tell-ticket.ts";

const until = Date.UTC(2026, 10, 22, 12) * 1000;
const count = 3000;
const numbers = (from: number, length: number) => Array.from({ length }, (_, index) => from + index);

const cast: Cast = {
  accountId: 1,
  mailboxId: 1,
  language: "en",
  departmentIds: { Support: 1, Billing: 2, Technical: 3, Sales: 4 },
  agents: staff.map((member, index) => ({ ...member, id: index + 1 })),
  persons: makePeople({
    seed: "test",
    personIds: numbers(1, 200),
    companyIds: numbers(1, 20),
    taken: new Set(),
  }).persons,
};
const times = creationTimes(new Random("test", 0), count, { until, months: 18 });

function tell(index: number, at = times[index] ?? until): ToldTicket {
  let messageId = 0;
  const source = { ticketId: index + 1, number: index + 1, takeMessageId: () => (messageId += 1) };
  return tellTicket({ seed: "test", index, cast, at, until, source });
}

const told = times.map((_, index) => tell(index));

describe("the histories of the demonstration", () => {
  it("are proven by the domain, and end sound", () => {
    for (const { history } of told) {
      expect(verifyHistory(history.events, history.ticket, sha256Hex)).toEqual({ ok: true });
      expect(unsoundness(history.ticket)).toBeNull();
    }
  });

  it("end before the present", () => {
    expect(Math.max(...told.map(({ history }) => history.ticket.updatedAt))).toBeLessThanOrEqual(until + 10);
  });

  it("leave about three in a hundred tickets with work to do", () => {
    const active = told.filter(({ history }) =>
      ["new", "open", "answered", "postponed", "resolved"].includes(history.ticket.status),
    );
    expect(active.length / count).toBeGreaterThan(0.015);
    expect(active.length / count).toBeLessThan(0.06);
  });

  it("know every base state and all that usually happens", () => {
    const last24Hours = numbers(0, 400).map((index) => tell(index, until - (index % 48) * 1_800_000_000));
    const seen = new Set([...told, ...last24Hours].map(({ history }) => history.ticket.status));
    expect([...statuses].filter((status) => !seen.has(status))).toEqual([]);
    const usual: readonly EventType[] = [
      "ticket.reopened",
      "ticket.rejected",
      "ticket.confirmed",
      "ticket.woken",
      "ticket.transferred",
      "ticket.unspammed",
      "ticket.restored",
      "ticket.attempted",
      "message.auto_received",
      "note.added",
    ];
    const happened = new Set(told.flatMap(({ history }) => history.events.map(({ type }) => type)));
    expect(usual.filter((type) => !happened.has(type))).toEqual([]);
  });

  it("are told in all six languages, with every slot filled", () => {
    expect(new Set(told.map(({ language }) => language))).toEqual(new Set(languages));
    const texts = told.flatMap(({ history }) => [
      history.ticket.subject,
      ...history.messages.map(({ text }) => text),
    ]);
    expect(texts.filter((text) => /[{}]|undefined|NaN/.test(text))).toEqual([]);
  });

  it("are the same for the same seed, and others for another ticket", () => {
    const hashes = told.slice(0, 50).map(({ history }) => history.ticket.lastHash);
    expect(numbers(0, 50).map((index) => tell(index).history.ticket.lastHash)).toEqual(hashes);
    expect(new Set(hashes).size).toBe(50);
  });
});

describe("the time of the demonstration", () => {
  const hourOf = (at: number) => new Date(at / 1000).getUTCHours() + 1;
  const weekdayOf = (at: number) => new Date(at / 1000).getUTCDay();

  it("is busier in office hours than at night, and on Mondays than on Sundays", () => {
    const office = times.filter((at) => hourOf(at) >= 9 && hourOf(at) < 17).length;
    const night = times.filter((at) => hourOf(at) >= 1 && hourOf(at) < 6).length;
    expect(office).toBeGreaterThan(night * 5);
    const on = (weekday: number) => times.filter((at) => weekdayOf(at) === weekday).length;
    expect(on(1)).toBeGreaterThan(on(0) * 2);
  });

  it("lets agents answer when they are at work", () => {
    const answers = told.flatMap(({ history }) => history.messages.filter(({ kind }) => kind === "agent"));
    const atNight = answers.filter(({ at }) => hourOf(at) < 8 || hourOf(at) > 17 || weekdayOf(at) % 6 === 0);
    expect(answers.length).toBeGreaterThan(count);
    expect(atNight).toEqual([]);
  });
});
