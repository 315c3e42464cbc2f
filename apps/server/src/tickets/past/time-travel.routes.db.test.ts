import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import type { EventView, MessageView, ThreadView, TicketCounts, TicketView } from "@kvit/contract/tickets";
import { formatInstant, parseInstant } from "@kvit/domain/kernel";
import type { Browser } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { noon, second } from "../../../test/factories.ts";
import { createTicketDesk, type TicketDesk } from "../../../test/ticket-desk.ts";

let database: TestDatabase;
let desk: TicketDesk;
/** A ticket with some acts, and the instant of each. */
let told: TicketView;
const moments: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTicketDesk(database.db);
  told = await desk.create({ subject: "Broken lamp", tags: ["lamp"] });
  const keep = async (verb: string, body: object) => {
    const answer = await desk.act(desk.owner, told.number, verb, body);
    moments.push(answer.json<TicketView>().updatedAt);
  };
  moments.push(told.updatedAt);
  await keep("tag", { add: ["urgent"], remove: ["lamp"] });
  await keep("assign", { agent: "marta@primer.test" });
  await keep("note", { text: "Look at the fuse" });
  await keep("reply", { text: "Try the fuse.", hold: 0 });
  await keep("resolve", {});
});
afterAll(async () => {
  await desk.desk.close();
  await database.drop();
});

const path = (rest = "") => `/api/v1/tickets/${told.number}${rest}`;
const moment = (index: number): string => moments[index] ?? "";
const before = (at: string): string => formatInstant((parseInstant(at) ?? 0) - 1);
const asked = (at: string): string => `at=${encodeURIComponent(at)}`;

async function get<Answer>(browser: Browser, url: string): Promise<Answer> {
  const answer = await browser.get(url);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.json<Answer>();
}

describe("a ticket as it stood", () => {
  it("includes what happened at the very instant, and nothing a microsecond later", async () => {
    const at = await get<TicketView>(desk.owner, path(`?${asked(moment(1))}`));
    expect(at).toMatchObject({ tags: ["urgent"], assignee: null, version: at.version });
    const earlier = await get<TicketView>(desk.owner, path(`?${asked(before(moment(1)))}`));
    expect(earlier).toMatchObject({ tags: ["lamp"], updatedAt: moment(0), messageCount: 1 });
    const last = await get<TicketView>(desk.owner, path(`?${asked(moment(5))}`));
    expect(last).toEqual(await get<TicketView>(desk.owner, path()));
  });

  it("is the same at an instant written in another zone", async () => {
    const utc = moment(2);
    const shifted = formatInstant((parseInstant(utc) ?? 0) + 7200 * second).replace("Z", "+02:00");
    expect(await get(desk.owner, path(`?${asked(shifted)}`))).toEqual(
      await get(desk.owner, path(`?${asked(utc)}`)),
    );
  });

  it("has the events and messages of that time, page by page", async () => {
    const url = (part: string, cursor: string | null) =>
      path(`/${part}?limit=1&${asked(moment(3))}${cursor === null ? "" : `&cursor=${cursor}`}`);
    const all = async <Item>(part: string): Promise<Item[]> => {
      const found: Item[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: Item[]; next: string | null } = await get(desk.owner, url(part, cursor));
        found.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      return found;
    };
    const events = await all<EventView>("events");
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    expect(events.at(-1)).toMatchObject({ type: "note.added", at: moment(3) });
    expect((await all<MessageView>("messages")).map(({ text }) => text)).toEqual([
      "Still no money.",
      "Look at the fuse",
    ]);
  });

  it("T61: is not there for whom it is not there now, in the same words", async () => {
    for (const part of ["", "/events", "/messages"])
      for (const at of [moment(2), before(moment(0))]) {
        const foreign = await desk.sales.get(path(`${part}?${asked(at)}`));
        const absent = await desk.sales.get(`/api/v1/tickets/99999999${part}?${asked(at)}`);
        expect(foreign.statusCode).toBe(404);
        expect({ ...foreign.json<object>(), instance: "" }).toEqual({
          ...absent.json<object>(),
          instance: "",
        });
      }
  });

  it("says of one that came later when it came", async () => {
    const answer = await desk.owner.get(path(`?${asked(before(moment(0)))}`));
    expect([answer.statusCode, problem.parse(answer.json())]).toMatchObject([
      404,
      {
        code: "not-yet-there",
        detail: `The ticket ${told.reference} did not exist yet at ${before(moment(0))}; it came on ${told.createdAt}.`,
      },
    ]);
  });

  it("is only asked for at instants that are past and are instants", async () => {
    const urls = [path(), path("/events"), path("/messages"), "/api/v1/tickets", "/api/v1/tickets/counts"];
    for (const url of [...urls, `/api/app/tickets/${told.number}`]) {
      const future = await desk.owner.get(`${url}?${asked(formatInstant(noon + 40 * 86_400 * second))}`);
      expect([url, future.statusCode, problem.parse(future.json()).code]).toEqual([
        url,
        400,
        "future-moment",
      ]);
      for (const at of ["yesterday", "2026-02-30T10:00:00Z", "", "2026-11-22"]) {
        const unfit = await desk.owner.get(`${url}?${asked(at)}`);
        expect([url, at, unfit.statusCode]).toEqual([url, at, 400]);
        expect(problem.parse(unfit.json()).errors).toMatchObject([{ path: "at" }]);
      }
    }
  });
});

describe("the thread of an instant", () => {
  it("knows what was known, lets nothing be done and keeps nothing of one's own", async () => {
    const thread = await get<ThreadView>(desk.owner, `/api/app/tickets/${told.number}?${asked(moment(4))}`);
    expect(thread).toMatchObject({ at: moment(4), undo: null, drafts: { reply: null, note: null } });
    expect(new Set(Object.values(thread.may))).toEqual(new Set(["as-of"]));
    expect(thread.messages.map(({ text }) => text)).toEqual([
      "Still no money.",
      "Look at the fuse",
      "Try the fuse.",
    ]);
    expect(thread.intervals.map(({ status, to }) => [status, to === null])).toEqual([
      ["new", false],
      ["new", false],
      ["answered", true],
    ]);
    const now = await get<ThreadView>(desk.owner, `/api/app/tickets/${told.number}`);
    expect(now.at).toBeNull();
  });

  it("cannot change a ticket: no verb takes an instant", async () => {
    const version = (await get<TicketView>(desk.owner, path())).version;
    for (const verb of ["note", "resolve", "reopen", "assign", "undo"]) {
      const answer = await desk.act(desk.owner, told.number, `${verb}?${asked(moment(1))}`, { text: "x" });
      expect([verb, answer.statusCode]).toEqual([verb, 400]);
    }
    expect((await get<TicketView>(desk.owner, path())).version).toBe(version);
  });
});

describe("counts", () => {
  it("are those of the lists, now and then, for each reader", async () => {
    await desk.create({ department: "Sales" });
    for (const browser of [desk.owner, desk.marta, desk.sales])
      for (const at of ["", `&${asked(moment(2))}`, `&${asked(moment(5))}`]) {
        const counts = await get<TicketCounts>(browser, `/api/v1/tickets/counts?status=active,closed${at}`);
        for (const [status, count] of Object.entries(counts.statuses)) {
          const listed = await get<{ items: TicketView[] }>(
            browser,
            `/api/v1/tickets?limit=200&status=${status}${at}`,
          );
          expect([at, status, count]).toEqual([at, status, listed.items.length]);
        }
        const grouped = counts.groups.reduce((sum, { count }) => sum + count, 0);
        expect(grouped + (counts.statuses["closed"] ?? 0)).toBe(
          Object.values(counts.statuses).reduce((sum, count) => sum + count, 0),
        );
      }
  });
});

it("a purged ticket shows its tombstone and stands in no queue of the past", async () => {
  const { number, updatedAt } = await desk.create({ subject: "Secret thing" });
  const listed = async () =>
    (await desk.owner.get(`/api/v1/tickets?${asked(updatedAt)}&limit=200`)).body.includes("Secret thing");
  expect(await listed()).toBe(true);
  await desk.act(desk.owner, number, "delete");
  const purged = await desk.act(desk.owner, number, "purge", { number });
  expect(purged.statusCode).toBe(200);
  expect(await listed()).toBe(false);
  for (const part of ["", "/events", "/messages"]) {
    const answer = await desk.owner.get(`/api/v1/tickets/${number}${part}?${asked(updatedAt)}`);
    expect([part, answer.statusCode, answer.body.includes("Secret")]).toEqual([part, 200, false]);
  }
  const tombstone = await get<TicketView>(desk.owner, `/api/v1/tickets/${number}?${asked(updatedAt)}`);
  expect(tombstone).toMatchObject({ status: "purged", subject: "", messageCount: 0 });
});
