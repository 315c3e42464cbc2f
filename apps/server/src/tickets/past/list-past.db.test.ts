import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketView } from "@kvit/contract/tickets";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { Visibility } from "@kvit/domain/permissions";
import {
  activeStatuses,
  asOf,
  isActive,
  statuses,
  type Ticket,
  type TicketEvent,
} from "@kvit/domain/tickets";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { day, fakeClock, noon } from "../../../test/factories.ts";
import { makeDemo } from "../../demo/index.ts";
import { Random } from "../../demo/random.ts";
import { createChangeFeed } from "../../platform/realtime/change-feed.ts";
import { createOwner, prepareDesk } from "../../people/index.ts";
import { lastInLine, type TicketSort } from "../active-set.ts";
import { executeCommand } from "../execute-command.ts";
import { eraseContent } from "../purge.queries.ts";
import { inTransaction } from "../unit-of-work.ts";
import type { Listing } from "../list-tickets.ts";
import type { TicketFilter } from "../ticket-filter.ts";
import { readEvents } from "../tickets.queries.ts";
import { selectStanding } from "./standing.queries.ts";
import { listPast } from "./list-past.ts";
import { inSnapshot } from "./snapshot.ts";

let database: TestDatabase;
let firstDepartment: number;
let histories: readonly (readonly TicketEvent[])[];
let moments: readonly Instant[];

const seed = "as it was";
const everything: TicketFilter = {
  statuses: statuses.filter((status) => status !== "purged"),
  departmentId: null,
  assigneeId: undefined,
  requesterId: null,
  priorities: null,
  tags: [],
  words: null,
  merged: false,
  needsReview: false,
};
const sorts: readonly TicketSort[] = ["-updated", "updated", "-created", "created", "next"];

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await prepareDesk(db, { name: "Primer", language: "sl", timeZone: "Europe/Ljubljana" });
  await createOwner(
    { db, clock: fakeClock(), accountId: 1 },
    { email: "o@primer.test", password: "a long enough one" },
  );
  await makeDemo(database, { tickets: 120, seed, until: noon });
  ({ id: firstDepartment } = await db
    .selectFrom("department")
    .select("id")
    .orderBy("id")
    .executeTakeFirstOrThrow());
  await mergeAndPurge();
  const rows = await db.selectFrom("ticket").select(["id", "status"]).orderBy("id").execute();
  const known = rows.filter((row) => row.status !== "purged");
  histories = await Promise.all(known.map(async ({ id }) => readEvents(db, 1, id)));
  const random = new Random(seed, 1);
  const events = histories.flat();
  const exact = Array.from({ length: 7 }, () => events[random.below(events.length)]?.at ?? noon);
  const anywhere = Array.from({ length: 6 }, () => noon - random.below(300 * day));
  moments = [noon, noon + 2 * day, ...exact, ...exact.map((at) => at - 1), ...anywhere];
});
afterAll(async () => database.drop());

/** Some of each, after all that the demonstration tells. */
async function mergeAndPurge(): Promise<void> {
  const { db } = database;
  const clock = fakeClock(noon + day);
  const deps = {
    db,
    clock,
    feed: createChangeFeed((error) => {
      throw error;
    }),
  };
  const by = { actor: { kind: "system", id: null }, cause: { kind: "hand" } } as const;
  const rows = await db.selectFrom("ticket").select(["id", "number", "status"]).orderBy("id").execute();
  const open = rows.filter(({ status }) => status === "open" || status === "answered");
  const target = open.pop();
  for (const { id } of open.slice(0, 4)) {
    clock.advance(1_000_000);
    const input = { into: target?.id ?? 0 };
    await inTransaction(deps, async (work) =>
      executeCommand(work, { accountId: 1, target: { id }, name: "merge", input, by }),
    );
  }
  for (const { id, number } of rows.filter(({ status }) => status === "closed").slice(0, 5)) {
    clock.advance(1_000_000);
    const run = { accountId: 1, target: { id }, by };
    await inTransaction(deps, async (work) => executeCommand(work, { ...run, name: "delete", input: {} }));
    clock.advance(1_000_000);
    await inTransaction(deps, async (work) => {
      const purged = await executeCommand(work, { ...run, name: "purge", input: { number } });
      await eraseContent(work.tx, { accountId: 1, ticketId: id, keepFromSeq: purged.events[0]?.seq ?? 0 });
    });
  }
}

function foldedAt(at: Instant): readonly Ticket[] {
  return histories
    .flatMap((events) => asOf(events, at) ?? [])
    .filter(({ mergedInto }) => mergedInto === null);
}

function valueOf(ticket: Ticket, sort: TicketSort): string {
  if (sort.endsWith("created")) return formatInstant(ticket.createdAt);
  const updated = formatInstant(ticket.updatedAt);
  if (sort !== "next") return updated;
  const waiting = isActive(ticket.status) ? ticket.oldestUnansweredAt : null;
  return waiting === null ? `${lastInLine}${updated}` : formatInstant(waiting);
}

function inOrder(tickets: readonly Ticket[], sort: TicketSort): readonly number[] {
  const direction = sort.startsWith("-") ? -1 : 1;
  const compare = (a: Ticket, b: Ticket) => {
    const [one, other] = [valueOf(a, sort), valueOf(b, sort)];
    return direction * (one === other ? a.id - b.id : one < other ? -1 : 1);
  };
  return [...tickets].sort(compare).map(({ number }) => number);
}

async function allPages(changes: Partial<Listing>, at: Instant, limit = 25): Promise<TicketView[]> {
  const found: TicketView[] = [];
  let cursor: string | undefined;
  do {
    const listing: Listing = {
      accountId: 1,
      visibility: { all: true },
      filter: everything,
      sort: "-updated",
      limit,
      cursor,
      ...changes,
    };
    const page = await listPast(database.db, { ...listing, cursor }, at);
    found.push(...page.items.map((json): TicketView => JSON.parse(json)));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

function factsOf(ticket: Ticket) {
  const { number, status, stage, subject, tags, priority, version, departmentId, assigneeId, reopenCount } =
    ticket;
  const updatedAt = formatInstant(ticket.updatedAt);
  return {
    number,
    status,
    stage,
    subject,
    tags,
    priority,
    version,
    departmentId,
    assigneeId,
    reopenCount,
    updatedAt,
  };
}

function factsIn(view: TicketView) {
  const { number, status, stage, subject, tags, priority, version, reopenCount, updatedAt } = view;
  const departmentId = view.department.id;
  const assigneeId = view.assignee?.id ?? null;
  return {
    number,
    status,
    stage,
    subject,
    tags,
    priority,
    version,
    departmentId,
    assigneeId,
    reopenCount,
    updatedAt,
  };
}

describe("the queue of an instant", () => {
  it("is the fold of every ticket up to it, in each order and page by page", async () => {
    for (const at of moments)
      for (const sort of sorts) {
        const listed = await allPages({ sort }, at);
        expect([at, sort, listed.map(({ number }) => number)]).toEqual([
          at,
          sort,
          inOrder(foldedAt(at), sort),
        ]);
      }
  }, 60_000);

  it("tells each ticket as its events tell it", async () => {
    for (const at of moments) {
      const told = new Map(foldedAt(at).map((ticket) => [ticket.number, factsOf(ticket)]));
      const listed = await allPages({}, at, 200);
      expect(new Map(listed.map((view) => [view.number, factsIn(view)]))).toEqual(told);
    }
  }, 60_000);

  it("narrows by what was true then", async () => {
    const filters: readonly (readonly [Partial<TicketFilter>, (ticket: Ticket) => boolean])[] = [
      [{ statuses: ["new", "open"] }, ({ status }) => status === "new" || status === "open"],
      [{ statuses: ["closed"] }, ({ status }) => status === "closed"],
      [{ statuses: activeStatuses, assigneeId: null }, (t) => isActive(t.status) && t.assigneeId === null],
      [{ departmentId: firstDepartment }, (t) => t.departmentId === firstDepartment],
      [{ priorities: ["high", "urgent"] }, (t) => t.priority === "high" || t.priority === "urgent"],
      [{ tags: ["invoice"] }, (t) => t.tags.includes("invoice")],
      [{ words: "invoice" }, (t) => t.subject.toLowerCase().includes("invoice")],
    ];
    for (const at of moments)
      for (const [change, fits] of filters)
        for (const sort of ["-updated", "next"] as const) {
          const listed = await allPages({ filter: { ...everything, ...change }, sort }, at, 50);
          const expected = inOrder(foldedAt(at).filter(fits), sort);
          const numbers = listed.map(({ number }) => number);
          expect([at, change, numbers]).toEqual([at, change, expected]);
        }
  }, 60_000);

  it("shows nobody what they may not read now", async () => {
    const visibility: Visibility = {
      all: false,
      agentId: null,
      departments: [firstDepartment],
      unassignedIn: [],
    };
    const mine = await database.db
      .selectFrom("ticket")
      .select("number")
      .where("department_id", "=", firstDepartment)
      .execute();
    const allowed = new Set(mine.map(({ number }) => number));
    expect(allowed.size).toBeGreaterThan(0);
    for (const at of moments.slice(0, 5)) {
      const listed = await allPages({ visibility }, at);
      const expected = inOrder(foldedAt(at), "-updated").filter((number) => allowed.has(number));
      expect(listed.map(({ number }) => number)).toEqual(expected);
    }
  });

  it("cannot change anything", async () => {
    const writing = inSnapshot(database.db, async (tx) => tx.deleteFrom("ticket_interval").execute());
    await expect(writing).rejects.toThrow("read-only transaction");
  });

  it("asks of each length of interval those that can last", async () => {
    const at = noon - 30 * day;
    const found = await inSnapshot(database.db, async (tx) =>
      selectStanding(tx, {
        accountId: 1,
        visibility: { all: true },
        filter: { ...everything, statuses: activeStatuses },
        at,
        sort: "updated",
        after: null,
        count: 1000,
      }),
    );
    expect(found).toHaveLength(foldedAt(at).filter(({ status }) => isActive(status)).length);
  });
});
