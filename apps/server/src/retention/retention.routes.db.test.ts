import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RetentionPreview, RetentionView } from "@kvit/contract/retention";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicketDesk, type TicketDesk } from "../../test/ticket-desk.ts";

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

const shipped = { deletedDays: 30, spamDays: 30, closedDays: null };
const put = async (body: object) => desk.owner.put("/api/v1/retention", body);

describe("/api/v1/retention", () => {
  it("answers what is shipped, and previews what other rules would purge, first the oldest", async () => {
    expect((await desk.marta.get("/api/v1/retention")).json()).toEqual({ version: 0, retention: shipped });
    const [old, young] = [await desk.create({ subject: "Old" }), await desk.create({ subject: "Young" })];
    await desk.act(desk.owner, old.number, "delete");
    await database.pool.query(
      "update ticket set updated_at = updated_at - interval '10 days' where number = $1",
      [old.number],
    );
    await desk.act(desk.owner, young.number, "delete");
    const asked = { retention: { ...shipped, deletedDays: 8, spamDays: null } };
    const preview = (await desk.owner.post("/api/v1/retention/preview", asked)).json<RetentionPreview>();
    expect(preview).toMatchObject({
      fault: null,
      rules: [{ rule: "deletedDays", now: 1, soon: 2, first: [{ subject: "Old" }, { subject: "Young" }] }],
    });
    const unfit = { retention: { ...shipped, spamDays: 1 } };
    expect((await desk.owner.post("/api/v1/retention/preview", unfit)).json()).toEqual({
      fault: { rule: "spamDays", fault: "too-short" },
      rules: [],
    });
  });

  it("is changed with the number of tickets that go at once, in a version of its own, and written down", async () => {
    const retention = { ...shipped, deletedDays: 8 };
    const refused = await put({ retention });
    expect(refused.statusCode).toBe(400);
    expect(refused.json()).toMatchObject({ errors: [{ path: "purgesNow" }] });
    const done = await put({ retention, purgesNow: 1, expectedVersion: 0, note: "Less" });
    expect(done.json<RetentionView>()).toEqual({ version: 1, retention });
    expect((await put({ retention: shipped, expectedVersion: 0 })).statusCode).toBe(409);
    const audit = await database.db
      .selectFrom("setting_audit")
      .selectAll()
      .where("subject", "=", "retention")
      .execute();
    expect(audit).toMatchObject([{ before: { deletedDays: 30 }, after: { deletedDays: 8 } }]);
  });

  it("refuses what would purge too soon, naming the field, and whoever may not", async () => {
    const answer = await put({ retention: { ...shipped, closedDays: 3 } });
    expect(answer.json()).toMatchObject({ errors: [{ path: "retention.closedDays" }] });
    expect((await desk.marta.put("/api/v1/retention", { retention: shipped })).statusCode).toBe(403);
    expect((await desk.marta.post("/api/v1/retention/preview", { retention: shipped })).statusCode).toBe(403);
  });

  it("comes back as it was by no revert of the life cycle", async () => {
    const reverted = await desk.owner.post("/api/v1/lifecycle/versions/0/revert", {});
    expect(reverted.statusCode, reverted.body).toBe(200);
    expect((await desk.owner.get("/api/v1/retention")).json()).toMatchObject({
      retention: { deletedDays: 8 },
    });
  });
});

describe("a person's data", () => {
  it("is exported and erased by owner and admin alone", async () => {
    const { requester } = await desk.create();
    for (const path of ["export", "erasure"]) {
      expect((await desk.marta.get(`/api/v1/contacts/${requester.id}/${path}`)).statusCode).toBe(403);
      expect((await desk.owner.get(`/api/v1/contacts/${requester.id}/${path}`)).statusCode).toBe(200);
    }
    const body = { confirm: "ana@customer.test", tickets: "purge" };
    expect((await desk.marta.post(`/api/v1/contacts/${requester.id}/erase`, body)).statusCode).toBe(403);
    const erased = await desk.owner.post(`/api/v1/contacts/${requester.id}/erase`, body);
    expect(erased.statusCode, erased.body).toBe(200);
    expect((await desk.owner.get(`/api/v1/contacts/${requester.id}/erasure`)).json()).toMatchObject({
      tickets: 0,
    });
  });
});
