import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visibility, type Agent } from "@kvit/domain/permissions";
import { activeStatuses, type Status } from "@kvit/domain/tickets";
import type { TicketView } from "@kvit/contract/tickets";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createDesk, createTicket, fakeClock, second, workDeps, type Desk } from "../../test/factories.ts";
import { ActiveSet, type TicketSort } from "./active-set.ts";
import { executeCommand } from "./execute-command.ts";
import { listTickets } from "./list-tickets.ts";
import type { TicketFilter } from "./ticket-filter.ts";
import { inTransaction, type WorkDeps } from "./unit-of-work.ts";

let database: TestDatabase;
let desk: Desk;
let activeSet: ActiveSet;
let deps: WorkDeps;
const clock = fakeClock();

const everything: TicketFilter = {
  statuses: activeStatuses,
  departmentId: null,
  assigneeId: undefined,
  requesterId: null,
  priorities: null,
  tags: [],
  words: null,
  merged: false,
  needsReview: false,
};

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createDesk(database.db);
  deps = workDeps(database.db, clock);
  for (let index = 0; index < 60; index += 1) {
    clock.advance(second);
    const { ticket } = await createTicket(deps, desk, {
      subject: index % 3 === 0 ? `Račun ${index}` : `Refund ${index}`,
      departmentId: index % 4 === 0 ? desk.otherDepartmentId : desk.departmentId,
      priority: index % 5 === 0 ? "urgent" : "normal",
      tags: index % 6 === 0 ? ["refund"] : [],
      assigneeId: index % 7 === 0 ? desk.agent.id : null,
    });
    clock.advance(second);
    const told = {
      accountId: 1,
      target: { id: ticket.id },
      by: { actor: { kind: "system", id: null }, cause: { kind: "hand" } },
    } as const;
    const answer = { messageId: index, digest: "", then: "answered", holdUntil: null } as const;
    await inTransaction(deps, async (work) => {
      if (index % 8 === 0) await executeCommand(work, { ...told, name: "spam", input: {} });
      if (index % 4 === 2) await executeCommand(work, { ...told, name: "reply", input: answer });
    });
  }
  activeSet = new ActiveSet(database.db);
  await activeSet.load();
});
afterAll(async () => database.drop());

async function numbers(
  agent: Agent,
  filter: Partial<TicketFilter>,
  sort: TicketSort,
  statuses: readonly Status[] = activeStatuses,
): Promise<number[]> {
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTickets(
      { db: database.db, activeSet },
      {
        accountId: 1,
        visibility: visibility(agent),
        filter: { ...everything, ...filter, statuses },
        sort,
        limit: 7,
        cursor,
      },
    );
    found.push(...page.items.map((json) => (JSON.parse(json) as TicketView).number));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

describe("a list of tickets", () => {
  const filters: [string, () => Partial<TicketFilter>][] = [
    ["nothing", () => ({})],
    ["a department", () => ({ departmentId: desk.otherDepartmentId })],
    ["an assignee", () => ({ assigneeId: desk.agent.id })],
    ["nobody", () => ({ assigneeId: null })],
    ["a priority", () => ({ priorities: ["urgent"] })],
    ["a tag", () => ({ tags: ["refund"] })],
    ["words", () => ({ words: "Refund" })],
    ["a person", () => ({ words: "ana@customer" })],
  ];
  for (const [name, filter] of filters) {
    it(`says from memory what the database says, filtered by ${name}, page by page`, async () => {
      for (const agent of [desk.owner, desk.agent, desk.lead, desk.stranger]) {
        for (const sort of ["-updated", "updated", "-created", "created", "next"] as const) {
          const memory = await numbers(agent, filter(), sort);
          const stored = await numbers(agent, filter(), sort, [...activeStatuses, "purged"]);
          expect(memory).toEqual(stored);
        }
      }
    });
  }

  it("finds folded words", async () => {
    expect(await numbers(desk.owner, { words: "racun" }, "created")).toHaveLength(
      await numbers(desk.owner, { words: "Račun" }, "created").then((found) => found.length),
    );
  });

  it("shows settled tickets among the active ones in one order", async () => {
    const all = await numbers(desk.owner, {}, "created", [...activeStatuses, "spam"]);
    expect(all).toHaveLength(60);
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });

  it("puts first who has waited longest for our word, and behind all of them who waits for nobody", async () => {
    for (const statuses of [activeStatuses, [...activeStatuses, "spam"] as const]) {
      const found = await numbers(desk.owner, {}, "next", statuses);
      const views = new Map(activeSet.visible(1, { all: true }).map(({ view }) => [view.number, view]));
      const waiting = found.map((number) => views.get(number)?.waitingSince ?? null);
      const since = waiting.filter((each) => each !== null);
      expect(since.length).toBeGreaterThan(7);
      expect(since.length).toBeLessThan(found.length - 7);
      expect(waiting.slice(0, since.length)).toEqual(since.toSorted());
      expect(new Set(found).size).toBe(found.length);
      expect(found).toHaveLength(statuses.length > activeStatuses.length ? 60 : activeSet.size);
    }
  });

  it("refuses the cursor of another order in plain words", async () => {
    const listing = {
      accountId: 1,
      visibility: { all: true },
      filter: everything,
      limit: 5,
      cursor: undefined,
    } as const;
    const from = { db: database.db, activeSet };
    const { next } = await listTickets(from, { ...listing, sort: "next" });
    for (const sort of ["-updated", "updated", "created"] as const)
      await expect(listTickets(from, { ...listing, sort, cursor: next ?? "" })).rejects.toMatchObject({
        code: "bad-request",
        message: expect.stringContaining("belongs to another order"),
      });
  });

  it("T61: counts nothing of other departments", async () => {
    const mine = await numbers(desk.stranger, {}, "created");
    const views = activeSet.visible(1, visibility(desk.stranger));
    expect(views.every((ticket) => ticket.departmentId === desk.otherDepartmentId)).toBe(true);
    expect(mine).toHaveLength(views.length);
  });

  it("refuses a cursor it did not give", async () => {
    await expect(
      listTickets(
        { db: database.db, activeSet },
        {
          accountId: 1,
          visibility: { all: true },
          filter: everything,
          sort: "created",
          limit: 5,
          cursor: "bm9uc2Vuc2U",
        },
      ),
    ).rejects.toMatchObject({ code: "bad-request" });
  });
});
