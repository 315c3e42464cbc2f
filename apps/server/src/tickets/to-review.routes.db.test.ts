import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketView } from "@kvit/contract/tickets";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { workDeps } from "../../test/factories.ts";
import { createTicketDesk, type TicketDesk } from "../../test/ticket-desk.ts";
import { executeCommand } from "./execute-command.ts";
import { inTransaction } from "./unit-of-work.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTicketDesk(database.db);
});
afterAll(async () => {
  await desk.desk.close();
  await database.drop();
});

/** A customer writes to a ticket. */
async function write(number: number): Promise<void> {
  await inTransaction(workDeps(database.db, desk.desk.clock), async (work) =>
    executeCommand(work, {
      accountId: 1,
      target: { number },
      name: "receive",
      input: { messageId: 1_000_000 + number, digest: "d" },
      by: { actor: { kind: "customer", id: 1 }, cause: { kind: "hand" } },
    }),
  );
}

async function toReview(browser = desk.owner, more = ""): Promise<number[]> {
  const answer = await browser.get(`/api/v1/tickets?needsReview=yes${more}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ items: TicketView[] }>().items.map(({ number }) => number);
}

async function inApp(browser = desk.owner): Promise<number[]> {
  const { tickets } = (await browser.get("/api/app/bootstrap")).json<{ tickets: TicketView[] }>();
  return tickets.filter(({ needsReview }) => needsReview).map(({ number }) => number);
}

describe("what has to be looked at", () => {
  it("is what a customer wrote to spam and trash, found whatever the status, and there as the app starts", async () => {
    const [spam, deleted, quiet] = [await desk.create(), await desk.create(), await desk.create()];
    await desk.act(desk.owner, spam.number, "spam");
    await desk.act(desk.owner, deleted.number, "delete");
    await desk.act(desk.owner, quiet.number, "delete");
    expect(await toReview()).toEqual([]);
    await write(spam.number);
    desk.desk.clock.advance(1_000_000);
    await write(deleted.number);
    expect(await toReview()).toEqual([deleted.number, spam.number]);
    expect(await toReview(desk.owner, "&status=spam")).toEqual([spam.number]);
    expect(await toReview(desk.owner, "&sort=updated&limit=1")).toEqual([spam.number]);
    expect(await inApp()).toEqual([deleted.number, spam.number]);
  });

  it("is shown to nobody who may not read the ticket", async () => {
    expect(await toReview(desk.sales)).toEqual([]);
    expect(await inApp(desk.sales)).toEqual([]);
    expect(await toReview(desk.marta)).toHaveLength(2);
  });

  it("is done by a look, and there again after an undo", async () => {
    const [number = 0] = await toReview();
    const looked = await desk.act(desk.owner, number, "review");
    expect(looked.json<TicketView>()).toMatchObject({ status: "deleted", needsReview: false });
    expect(await toReview()).not.toContain(number);
    await desk.act(desk.owner, number, "undo");
    expect(await toReview()).toContain(number);
  });

  it("cannot be asked for as of an instant", async () => {
    const answer = await desk.owner.get("/api/v1/tickets?needsReview=yes&at=2026-11-22T11:00:00Z");
    expect(answer.statusCode).toBe(400);
  });
});

describe("the day of purging", () => {
  it("stands on what lies in spam and trash, and on nothing that has to be looked at", async () => {
    const { number } = await desk.create();
    const deleted = (await desk.act(desk.owner, number, "delete")).json<TicketView>();
    expect(Date.parse(deleted.purgeAt ?? "") - Date.parse(deleted.updatedAt)).toBe(30 * 86_400_000);
    await write(number);
    expect((await desk.owner.get(`/api/v1/tickets/${number}`)).json<TicketView>().purgeAt).toBeNull();
    const restored = (await desk.act(desk.owner, number, "restore")).json<TicketView>();
    expect(restored).toMatchObject({ purgeAt: null, needsReview: false });
  });
});
