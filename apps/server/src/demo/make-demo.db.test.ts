import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { fakeClock, noon } from "../../test/factories.ts";
import { createOwner, prepareDesk } from "../people/index.ts";
import { connectAlone } from "../platform/postgres/connect-alone.ts";
import { StartupError } from "../platform/startup-error.ts";
import { verifyAllTickets } from "../verify/index.ts";
import { copyInto } from "./copy-into.ts";
import { makeDemo } from "./index.ts";

const databases: TestDatabase[] = [];
let desk: TestDatabase;

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  databases.push(database);
  return database;
}

async function newDesk(): Promise<TestDatabase> {
  const database = await newDatabase();
  await prepareDesk(database.db, { name: "Primer", language: "sl", timeZone: "Europe/Ljubljana" });
  const owner = { email: "o@primer.test", password: "a long enough one" };
  await createOwner({ db: database.db, clock: fakeClock(), accountId: 1 }, owner);
  return database;
}

async function hashesOf({ db }: TestDatabase): Promise<string[]> {
  const rows = await db.selectFrom("ticket").select("last_hash").orderBy("number").execute();
  return rows.map((row) => row.last_hash.toString("hex"));
}

beforeAll(async () => {
  desk = await newDesk();
});
afterAll(async () => {
  for (const database of databases) await database.drop();
});

describe("the demonstration", () => {
  it("refuses a desk that is not set up, in one sentence", async () => {
    const empty = await newDatabase();
    const attempt = makeDemo(empty, { tickets: 1, seed: "one", until: noon });
    await expect(attempt).rejects.toThrow(StartupError);
    await expect(attempt).rejects.toThrow("The desk is not set up yet");
  });

  it("makes tickets that verify proves, numbered in the order they came", async () => {
    const summary = await makeDemo(desk, { tickets: 250, seed: "one", until: noon });
    expect(summary).toMatchObject({ agents: 12, contacts: 36 });
    // also a small desk has work under way
    for (const status of ["new", "open", "answered", "resolved"] as const)
      expect([status, (summary.statuses.get(status) ?? 0) >= 5]).toEqual([status, true]);
    const rows = await desk.db
      .selectFrom("ticket")
      .select(["number", "created_at"])
      .orderBy("number")
      .execute();
    expect(rows).toHaveLength(250);
    expect(rows.map((row) => row.created_at)).toEqual(
      rows.map((row) => row.created_at).sort((a, b) => a - b),
    );
    const verdict = await verifyAllTickets(desk.db, { connection: desk.connection });
    expect(verdict).toMatchObject({ tickets: 250, events: summary.events, problems: [] });
  });

  it("gives the same tickets for the same seed and moment, and others for another seed", async () => {
    const [same, other] = [await newDesk(), await newDesk()];
    await makeDemo(same, { tickets: 250, seed: "one", until: noon });
    await makeDemo(other, { tickets: 250, seed: "two", until: noon });
    expect(await hashesOf(same)).toEqual(await hashesOf(desk));
    expect(await hashesOf(other)).not.toEqual(await hashesOf(desk));
  });

  it("adds to what is there when it is made again", async () => {
    await makeDemo(desk, { tickets: 30, seed: "one", until: noon });
    const verdict = await verifyAllTickets(desk.db, { connection: desk.connection });
    expect(verdict).toMatchObject({ tickets: 280, problems: [] });
    const agents = await desk.db.selectFrom("agent").select("id").execute();
    expect(agents).toHaveLength(13);
  });

  it("puts Support into the desk's own first department and names the others in its language", async () => {
    const rows = await desk.db.selectFrom("department").select("name").orderBy("id").execute();
    expect(rows.map((row) => row.name)).toEqual(["Podpora", "Računi", "Tehnična pomoč", "Prodaja"]);
  });

  it("keeps no content of what was purged", async () => {
    const left = await desk.db
      .selectFrom("message as m")
      .innerJoin("ticket as t", "t.id", "m.ticket_id")
      .select("m.id")
      .where("t.status", "=", "purged")
      .execute();
    expect(left).toEqual([]);
  });
});

describe("loading with COPY", () => {
  it("keeps every sign of a text, of an array and of bytes", async () => {
    const nasty = [
      "tab\there",
      String.raw`back\slash \N \. {a,"b"}`,
      "line\nbreak\r\n",
      'quote " and , comma',
      "žluťoučký 🐴",
      "",
    ];
    const client = await connectAlone(desk.pool);
    try {
      const base = {
        account_id: 1,
        contact_id: 1,
        department_id: 1,
        assignee_id: null,
        priority: "low",
        status: "new",
      } as const;
      const times = { created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };
      const bytes = Buffer.from([0, 92, 9, 10, 255]);
      const rows = nasty.map((subject, index) => ({
        ...base,
        ...times,
        id: 900_000 + index,
        number: 900_000 + index,
        subject,
        tags: nasty,
        channel: "api" as const,
        rest: JSON.stringify({ nasty }),
        version: 1,
        last_hash: bytes,
      }));
      await copyInto(client, "ticket", rows);
      const kept = await desk.db
        .selectFrom("ticket")
        .selectAll()
        .where("id", ">=", 900_000)
        .orderBy("id")
        .execute();
      expect(kept.map(({ subject, tags, rest, last_hash }) => ({ subject, tags, rest, last_hash }))).toEqual(
        nasty.map((subject) => ({ subject, tags: nasty, rest: { nasty }, last_hash: bytes })),
      );
    } finally {
      await client.end();
    }
  });
});
