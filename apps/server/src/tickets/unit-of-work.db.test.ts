import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createDesk, createTicket, fakeClock, workDeps, type Desk } from "../../test/factories.ts";
import { executeCommand } from "./execute-command.ts";
import { inTransaction, type WorkDeps } from "./unit-of-work.ts";

let database: TestDatabase;
let desk: Desk;
let deps: WorkDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createDesk(database.db);
  deps = workDeps(database.db, fakeClock());
});
afterAll(async () => database.drop());

const contacts = async (name: string): Promise<number> =>
  (await database.db.selectFrom("contact").select("id").where("name", "=", name).execute()).length;

describe("one transaction's worth of work", () => {
  it("commits only when what was sent beside the rest is there", async () => {
    await inTransaction(deps, async ({ tx, beside }) => {
      beside(sql`select pg_sleep(0.05)`.execute(tx));
      beside(tx.insertInto("contact").values({ account_id: 1, name: "Beside" }).execute());
    });
    expect(await contacts("Beside")).toBe(1);
  });

  it("does nothing when something sent beside the rest fails, and says what failed first", async () => {
    const told: unknown[] = [];
    const stop = deps.feed.subscribe((changes) => told.push(...changes));
    const { ticket } = await createTicket(deps, desk);
    told.length = 0;
    const run = inTransaction(deps, async (work) => {
      await executeCommand(work, {
        accountId: 1,
        target: { id: ticket.id },
        name: "prioritise",
        input: { priority: "urgent" },
        by: { actor: { kind: "system", id: null }, cause: { kind: "hand" } },
      });
      work.beside(sql`select 1 / 0`.execute(work.tx));
      await work.tx.insertInto("contact").values({ account_id: 1, name: "After" }).execute();
    });
    await expect(run).rejects.toThrow("division by zero");
    stop();
    expect(await contacts("After")).toBe(0);
    expect(told).toEqual([]);
    const { priority, version } = await database.db
      .selectFrom("ticket")
      .select(["priority", "version"])
      .where("id", "=", ticket.id)
      .executeTakeFirstOrThrow();
    expect({ priority, version }).toEqual({ priority: "normal", version: ticket.version });
  });

  it("does nothing when a statement fails before it is sent", async () => {
    const run = inTransaction(deps, async ({ tx, beside }) => {
      beside(Promise.reject(new Error("never sent")));
      await tx.insertInto("contact").values({ account_id: 1, name: "Beside what was never sent" }).execute();
    });
    await expect(run).rejects.toThrow("never sent");
    expect(await contacts("Beside what was never sent")).toBe(0);
  });

  it("tries again when the database asks for it in a statement nobody waited for", async () => {
    let tries = 0;
    await inTransaction(deps, async ({ tx, beside }) => {
      tries += 1;
      beside(
        sql`do ${sql.raw(tries === 1 ? "$$ begin raise exception 'again' using errcode = '40001'; end $$" : "$$ begin end $$")}`.execute(
          tx,
        ),
      );
      await tx.insertInto("contact").values({ account_id: 1, name: "Tried again" }).execute();
    });
    expect(tries).toBe(2);
    expect(await contacts("Tried again")).toBe(1);
  });
});
