import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { fakeClock, noon, workDeps } from "../../test/factories.ts";
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

type Case = {
  readonly what: string;
  readonly of: string;
  /** $1 is the ticket's key. */
  readonly tampering: string;
  /** Where it is found: an event, "last" for the ticket's newest, null for none. */
  readonly seq: number | "last" | null;
  readonly says: RegExp;
};

const anyone = "status = 'closed' and version >= 6";
const active = "status in ('new', 'open', 'answered', 'resolved')";
const column = (name: string, value: string, says: RegExp, of = anyone): Case => ({
  what: `the row's ${name}`,
  of,
  tampering: `update ticket set ${name} = ${value} where id = $1`,
  seq: "last",
  says,
});
const queueColumn = (name: string, value: string): Case => ({
  what: `the queue's ${name}`,
  of: active,
  tampering: `update ticket_active set ${name} = ${value} where id = $1`,
  seq: "last",
  says: new RegExp(`queue's row differs in ${name}`),
});
const eventColumn = (name: string, value: string, says = /altered/): Case => ({
  what: `an event's ${name}`,
  of: anyone,
  tampering: `update ticket_event set ${name} = ${value} where ticket_id = $1 and seq = 3`,
  seq: 3,
  says,
});
const intervalColumn = (name: string, value: string, of = anyone): Case => ({
  what: `an interval's ${name}`,
  of,
  tampering: `update ticket_interval set ${name} = ${value} where ticket_id = $1 and from_seq = (select min(from_seq) from ticket_interval where ticket_id = $1)`,
  seq: 3,
  says: new RegExp(`interval .*${name}`),
});

const cases: readonly Case[] = [
  column("number", "number + 1000000", /number/),
  column("number", "number + 1000000", /number/, active),
  column("status", "'open'", /status/),
  column("stage", "'investigating'", /stage/),
  column("subject", "'Another'", /subject/),
  column("contact_id", "contact_id + 1", /requesterId/),
  column("department_id", "department_id + 1", /departmentId/),
  column("assignee_id", "assignee_id + 1", /assigneeId/, `${anyone} and assignee_id is not null`),
  column("priority", "'urgent'", /priority/, `${anyone} and priority = 'low'`),
  column("tags", "array['vip']", /tags/),
  column("channel", "'chat'", /came by chat/),
  column("created_at", "created_at - interval '1 second'", /createdAt/),
  column("updated_at", "updated_at + interval '1 microsecond'", /updatedAt/),
  column("version", "version + 1", /version/),
  column("last_hash", String.raw`'\x00'`, /lastHash/),
  column("rest", "jsonb_set(rest, '{reopenCount}', '7')", /reopenCount/),
  column("rest", `rest || '{"gift": true}'`, /gift/),
  column("rest", "rest - 'closedAt'", /closedAt/),
  column("message_count", "message_count + 1", /counts/),
  column("preview", "'Something else'", /preview/),
  queueColumn("number", "number + 1000000"),
  queueColumn("status", "'postponed'"),
  queueColumn("department_id", "department_id + 1"),
  queueColumn("assignee_id", "coalesce(assignee_id, 0) + 1"),
  queueColumn("priority", "(case priority when 'low' then 'high' else 'low' end)::ticket_priority"),
  queueColumn("contact_id", "contact_id + 1"),
  queueColumn("tags", "array['vip']"),
  queueColumn("created_at", "created_at - interval '1 day'"),
  queueColumn("updated_at", "updated_at - interval '1 microsecond'"),
  queueColumn("waiting_since", "'2020-01-01T00:00:00Z'"),
  eventColumn("at", "at + interval '1 microsecond'"),
  eventColumn("type", "'note.added'"),
  eventColumn("actor_kind", "'rule'"),
  eventColumn("actor_id", "coalesce(actor_id, 0) + 1"),
  eventColumn("cause", `'{"kind": "macro", "id": 1}'`),
  eventColumn("act", "'another'"),
  eventColumn("changes", "'{}'"),
  eventColumn("data", `data || '{"why": "no"}'`),
  eventColumn("prev_hash", String.raw`'\x00'`, /does not follow/),
  eventColumn("hash", String.raw`'\x00'`),
  eventColumn("seq", "1000", /expected event 3/),
  eventColumn("erased", "true", /erased/),
  intervalColumn("from_at", "from_at - interval '1 hour'"),
  intervalColumn("to_at", "to_at - interval '1 second'"),
  intervalColumn("status", "'postponed'"),
  intervalColumn("stage", "'fixing'"),
  intervalColumn("department_id", "department_id + 1"),
  intervalColumn("assignee_id", "coalesce(assignee_id, 0) + 1"),
  intervalColumn("priority", "(case priority when 'low' then 'high' else 'low' end)::ticket_priority"),
  {
    what: "a message's text",
    of: anyone,
    tampering:
      "update message set text = 'No.' where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /altered/,
  },
  {
    what: "a message's HTML",
    of: anyone,
    tampering:
      "update message set html = '<p>No.</p>' where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /altered/,
  },
  {
    what: "a message's digest",
    of: anyone,
    tampering:
      "update message set digest = 'f00' where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /another digest/,
  },
  {
    what: "a message's kind",
    of: anyone,
    tampering:
      "update message set kind = 'note' where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /kept as note/,
  },
  {
    what: "a missing message",
    of: anyone,
    tampering: "delete from message where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /message \d+ is missing/,
  },
  {
    what: "a message of nobody",
    of: anyone,
    tampering: `insert into message (account_id, ticket_id, kind, channel, at, author_kind, text, visible_text, digest)
      values (1, $1, 'note', 'email', now(), 'agent', 'x', 'x', 'y')`,
    seq: null,
    says: /message \d+ is in no event/,
  },
  {
    what: "a file that was not there",
    of: anyone,
    tampering: `insert into attachment (account_id, sha256, size, filename, original_name, content_type, ticket_id, message_id)
      select 1, 'aa', 1, 'a', 'a', 'text/plain', $1, min(id) from message where ticket_id = $1`,
    seq: 2,
    says: /files/,
  },
  {
    what: "a missing event",
    of: anyone,
    tampering: "delete from ticket_event where ticket_id = $1 and seq = 4",
    seq: 4,
    says: /expected event 4, found 5/,
  },
  {
    what: "a missing last event",
    of: anyone,
    tampering:
      "delete from ticket_event where ticket_id = $1 and seq = (select max(seq) from ticket_event where ticket_id = $1)",
    seq: "last",
    says: /differs/,
  },
  {
    what: "no events at all",
    of: anyone,
    tampering: "delete from ticket_event where ticket_id = $1",
    seq: 0,
    says: /begins with an event/,
  },
  {
    what: "a missing interval",
    of: `${anyone} and (select count(*) from ticket_interval i where i.ticket_id = t.id) > 2`,
    tampering: "delete from ticket_interval where ticket_id = $1 and to_at is null",
    seq: "last",
    says: /interval/,
  },
  {
    what: "no place in the queue",
    of: active,
    tampering: "delete from ticket_active where id = $1",
    seq: "last",
    says: /missing in the queue/,
  },
  {
    what: "a place in the queue too many",
    of: anyone,
    tampering: `insert into ticket_active (account_id, id, number, status, department_id, priority, contact_id, created_at, updated_at)
      select account_id, id, number, 'open', department_id, priority, contact_id, created_at, updated_at from ticket where id = $1`,
    seq: "last",
    says: /in the queue though it is closed/,
  },
  {
    what: "a timer for what is not postponed",
    of: anyone,
    tampering: "insert into sla_timer (account_id, ticket_id, kind, due_at) values (1, $1, 'wake', now())",
    seq: "last",
    says: /timer would wake it/,
  },
];

const onPurged = (what: string, tampering: string, seq: number | "last", says: RegExp): Case => ({
  what,
  of: anyone,
  tampering,
  seq,
  says,
});
const purgedCases: readonly Case[] = [
  onPurged(
    "a purged ticket's number",
    "update ticket set number = number + 1000000 where id = $1",
    "last",
    /number/,
  ),
  onPurged(
    "words left in an erased event",
    `update ticket_event set data = '{"subject": "Secret"}' where ticket_id = $1 and seq = 2`,
    2,
    /still tells something/,
  ),
  onPurged(
    "a message that outlived the purge",
    `insert into message (account_id, ticket_id, kind, channel, at, author_kind, text, visible_text, digest)
      values (1, $1, 'customer', 'email', now(), 'customer', 'x', 'x', 'y')`,
    "last",
    /1 messages are left/,
  ),
  onPurged(
    "a hash in the erased part of the chain",
    String.raw`update ticket_event set hash = '\x00' where ticket_id = $1 and seq = 2`,
    3,
    /does not follow/,
  ),
  onPurged(
    "a draft that outlived the purge",
    "insert into draft (account_id, agent_id, ticket_id, kind, body) values (1, 1, $1, 'note', 'x')",
    "last",
    /drafts are left/,
  ),
  onPurged(
    "an interval of a purged ticket",
    "update ticket_interval set to_at = to_at + interval '1 second' where ticket_id = $1 and from_seq = 3",
    3,
    /to_at/,
  ),
];

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

  it.each(cases)("names ticket and step when somebody tampered: $what", async (given) => {
    const ticket = await untouched(given.of);
    expect(await problemsOf(ticket)).toEqual([]);
    await database.pool.query(given.tampering, [ticket.id]);
    const problems = await problemsOf(ticket);
    expect(problems.map(({ what }) => what).join("; ")).toMatch(given.says);
    const named = problems.find(({ what }) => given.says.test(what));
    const steps = given.seq === "last" ? [ticket.version, ticket.version - 1] : [given.seq];
    expect(named?.ticketId).toBe(ticket.id);
    expect(steps).toContain(named?.seq);
  });

  it.each(purgedCases)("names ticket and step when somebody tampered: $what", async (given) => {
    const ticket = await purgedOne();
    expect(await problemsOf(ticket)).toEqual([]);
    await database.pool.query(given.tampering, [ticket.id]);
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
    expect(verdict.problemCount).toBeGreaterThanOrEqual(cases.length);
  });

  it("answers null for a number no ticket has", async () => {
    expect(await verifyOneTicket(database.db, 999_999_999)).toBeNull();
  });
});
