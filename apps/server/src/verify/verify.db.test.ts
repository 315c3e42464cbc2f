import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { fakeClock, noon, workDeps } from "../../test/factories.ts";
import { anyone, tamperings, tamperingsOfPurged } from "../../test/tamperings.ts";
import { makeDemo } from "../demo/index.ts";
import { createOwner, prepareDesk } from "../people/index.ts";
import { executeCommand } from "../tickets/execute-command.ts";
import { openTicket, type Opened } from "../tickets/open-ticket.ts";
import { eraseContent } from "../tickets/purge.queries.ts";
import { inTransaction, type WorkDeps } from "../tickets/unit-of-work.ts";
import { verifyAllTickets, verifyOneTicket, type Verdict } from "./index.ts";

let database: TestDatabase;
const tampered = new Set<number>();

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, pool } = database;
  await prepareDesk(db, { name: "Primer", language: "en", timeZone: "UTC" });
  await createOwner(
    { db, clock: fakeClock(), accountId: 1 },
    { email: "o@primer.test", password: "a long enough one" },
  );
  await makeDemo({ db, pool }, { tickets: 700, seed: "verify", until: noon });
});
afterAll(async () => database.drop());

type Ticket = { readonly id: number; readonly number: number; readonly version: number };

/** A ticket nobody has tampered with yet of which the condition (on the row `t`) holds. */
async function untouched(condition: string): Promise<Ticket> {
  const found = await sql<Ticket>`
    select id, number, version from ticket t where ${sql.raw(condition)} and id <> all(${[...tampered]}::bigint[]) order by id limit 1`.execute(
    database.db,
  );
  const [ticket] = found.rows;
  if (ticket === undefined) throw new Error(`The desk has no ticket with ${condition}.`);
  tampered.add(ticket.id);
  return ticket;
}

/** A new ticket by e-mail in the first department. */
async function openOne(deps: WorkDeps): Promise<Opened> {
  const department = await database.db
    .selectFrom("department")
    .select("id")
    .orderBy("id")
    .executeTakeFirstOrThrow();
  return inTransaction(deps, async (work) => {
    const customer = { kind: "customer", id: 1 } as const;
    return openTicket(work, {
      accountId: 1,
      subject: "Refund",
      requesterId: 1,
      departmentId: department.id,
      channel: "email",
      actor: customer,
      cause: { kind: "hand" },
      message: { kind: "customer", author: { actor: customer, name: "Ana", address: null }, text: "Hello" },
    });
  });
}

/** A closed ticket, deleted and purged as the desk does it. */
async function purgedOne(): Promise<Ticket> {
  const { id, number } = await untouched(anyone);
  const by = { actor: { kind: "agent", id: 1 }, cause: { kind: "hand" } } as const;
  const target = { accountId: 1, target: { id }, by };
  const { ticket } = await inTransaction(workDeps(database.db), async (work) => {
    await executeCommand(work, { ...target, name: "delete", input: {} });
    const purged = await executeCommand(work, {
      ...target,
      name: "purge",
      input: { number },
    });
    const keepFromSeq = purged.ticket.version;
    await eraseContent(work.tx, { accountId: 1, ticketId: id, keepFromSeq });
    return purged;
  });
  return { id, number, version: ticket.version };
}

async function problemsOf({ id }: Ticket): Promise<Verdict["problems"]> {
  const row = database.db.selectFrom("ticket").select("number").where("id", "=", id);
  const { number } = await row.executeTakeFirstOrThrow();
  return (await verifyOneTicket(database.db, number))?.problems ?? [];
}

describe("verify", () => {
  it("finds a desk whole that nobody has touched, in threads of its own", async () => {
    const progress: number[] = [];
    const verdict = await verifyAllTickets(database.db, {
      connection: database.connection,
      rangeSize: 100,
      onProgress: ({ tickets }) => progress.push(tickets),
    });
    expect(verdict).toMatchObject({ tickets: 700, problems: [], problemCount: 0 });
    expect(verdict.events).toBeGreaterThan(700 * 6);
    expect(progress.at(-1)).toBe(700);
  });

  it.each(tamperings)("names ticket and step when somebody tampered: $what", async (given) => {
    const ticket = await untouched(given.of);
    expect(await problemsOf(ticket)).toEqual([]);
    await database.pool.query(given.statement, [ticket.id]);
    const problems = await problemsOf(ticket);
    expect(problems.map(({ what }) => what).join("; ")).toMatch(given.says);
    const named = problems.find(({ what }) => given.says.test(what));
    const steps = given.seq === "last" ? [ticket.version, ticket.version - 1] : [given.seq];
    expect(named?.ticketId).toBe(ticket.id);
    expect(steps).toContain(named?.seq);
  });

  it.each(tamperingsOfPurged)("names ticket and step when somebody tampered: $what", async (given) => {
    const ticket = await purgedOne();
    expect(await problemsOf(ticket)).toEqual([]);
    await database.pool.query(given.statement, [ticket.id]);
    const named = (await problemsOf(ticket)).find(({ what }) => given.says.test(what));
    expect(named).toMatchObject({
      ticketId: ticket.id,
      seq: given.seq === "last" ? ticket.version : given.seq,
    });
  });

  it("finds an act of two commands whole", async () => {
    const deps = workDeps(database.db);
    const { ticket, stored } = await openOne(deps);
    const by = { actor: { kind: "system", id: null }, cause: { kind: "hand" } } as const;
    const target = { accountId: 1, target: { id: ticket.id }, by, act: "two commands" };
    await inTransaction(deps, async (work) => {
      await executeCommand(work, { ...target, act: "before", name: "resolve", input: {} });
      await executeCommand(work, { ...target, name: "reject", input: {} });
      const told = { channel: "phone", outcome: "reached" } as const;
      return executeCommand(work, { ...target, name: "attempt", input: told });
    });
    tampered.add(ticket.id);
    expect(await verifyOneTicket(database.db, stored.ticket.number)).toMatchObject({
      tickets: 1,
      problems: [],
    });
  });

  it("finds what is left of a ticket whose row is gone", async () => {
    const ticket = await untouched(anyone);
    await database.pool.query("delete from ticket where id = $1", [ticket.id]);
    const verdict = await verifyAllTickets(database.db, { connection: database.connection });
    const remains = verdict.problems.filter(({ ticketId }) => ticketId === ticket.id);
    expect(remains).toMatchObject([
      { number: null, seq: null, what: expect.stringContaining("no row of this ticket") },
    ]);
  });

  it("blames no ticket but those that were tampered with", async () => {
    const verdict = await verifyAllTickets(database.db, { connection: database.connection });
    const blamed = new Set(verdict.problems.map(({ ticketId }) => ticketId));
    expect([...blamed].filter((id) => !tampered.has(id))).toEqual([]);
    expect(verdict.problemCount).toBeGreaterThanOrEqual(tamperings.length);
  });

  it("answers null for a number no ticket has", async () => {
    expect(await verifyOneTicket(database.db, 999_999_999)).toBeNull();
  });
});
