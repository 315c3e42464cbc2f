import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { sql } from "kysely";
import type { ClientBase } from "pg";
import type { Db } from "../platform/postgres/pool.ts";
import { addressKeyOf } from "../contacts/contacts.queries.ts";
import { pickLanguage, type Language } from "@kvit/i18n/language";
import { findAgentId, findDepartmentId } from "../people/find-people.queries.ts";
import {
  departmentTitles,
  staff,
  type Cast,
  type DemoAgent,
  type DepartmentName,
  type Person,
} from "./cast.ts";
import { copyInto } from "./copy-into.ts";
import type { Company } from "./people.ts";
import {
  activeRows,
  eventRows,
  intervalRows,
  messageRows,
  ticketRow,
  timerRows,
  type Placed,
} from "./written-rows.ts";

export type Desk = Pick<Cast, "accountId" | "mailboxId" | "language"> & { readonly departmentId: number };

/** The desk with its first mailbox and that one's department; null when it has not been set up yet. */
export async function findDesk(db: Db): Promise<Desk | null> {
  const row = await db
    .selectFrom("account as c")
    .innerJoin("mailbox as m", "m.account_id", "c.id")
    .select(["c.id", "c.language", "m.id as mailbox_id", "m.department_id"])
    .where("c.set_up_at", "is not", null)
    .where("m.retired_at", "is", null)
    .orderBy("c.id")
    .orderBy("m.id")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id: accountId, mailbox_id: mailboxId, department_id: departmentId } = row;
  return { accountId, mailboxId, departmentId, language: pickLanguage([row.language]) };
}

/** The departments, made where they are missing. */
export async function prepareDepartments(
  db: Db,
  { accountId, departmentId, language }: Desk,
): Promise<Record<DepartmentName, number>> {
  const titles = departmentTitles[language];
  const idOf = async (name: DepartmentName): Promise<number> => {
    const known = await findDepartmentId(db, accountId, titles[name]);
    return known ?? insertDepartment(db, { accountId, name: titles[name], language });
  };
  return {
    Support: departmentId,
    Billing: await idOf("Billing"),
    Technical: await idOf("Technical"),
    Sales: await idOf("Sales"),
  };
}

type NewDepartment = { readonly accountId: number; readonly name: string; readonly language: Language };

async function insertDepartment(db: Db, { accountId, name, language }: NewDepartment): Promise<number> {
  const { id } = await db
    .insertInto("department")
    .values({ account_id: accountId, name, language })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** The staff of the demonstration, made where they are missing. They have no password, so nobody signs in as one of them. */
export async function prepareStaff(
  db: Db,
  accountId: number,
  departmentIds: Readonly<Record<DepartmentName, number>>,
): Promise<DemoAgent[]> {
  const agents: DemoAgent[] = [];
  for (const member of staff) {
    const known = await findAgentId(db, accountId, member.email);
    const { name, email, language } = member;
    const id = known ?? (await insertAgent(db, accountId, { name, email, language }));
    await db
      .insertInto("department_member")
      .values({
        account_id: accountId,
        department_id: departmentIds[member.department],
        agent_id: id,
        lead: member.lead,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    agents.push({ ...member, id });
  }
  return agents;
}

async function insertAgent(
  db: Db,
  accountId: number,
  agent: Pick<DemoAgent, "name" | "email" | "language">,
): Promise<number> {
  const { id } = await db
    .insertInto("agent")
    .values({ ...agent, account_id: accountId, role: "agent" })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertTags(db: Db, accountId: number, names: readonly string[]): Promise<void> {
  await db
    .insertInto("tag")
    .values(names.map((name) => ({ account_id: accountId, name })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Addresses and domains that nobody new may have. */
export async function selectTaken(db: Db, accountId: number): Promise<Set<string>> {
  const addresses = await db
    .selectFrom("contact_address")
    .select("address_key")
    .where("account_id", "=", accountId)
    .execute();
  const companies = await db
    .selectFrom("company")
    .select("domain")
    .where("account_id", "=", accountId)
    .execute();
  return new Set([...addresses.map((row) => row.address_key), ...companies.map((row) => row.domain ?? "")]);
}

export type Sequence = "company" | "contact" | "ticket" | "message" | "number";

/** The next keys of a table, or the next ticket numbers. */
export async function takeIds(db: Db, sequence: Sequence, count: number): Promise<number[]> {
  const name = sequence === "number" ? sql`'ticket_number'` : sql`pg_get_serial_sequence(${sequence}, 'id')`;
  const taken = await sql<{ id: number }>`
    select nextval(${name})::bigint as id from generate_series(1, ${count}::int)`.execute(db);
  return taken.rows.map((row) => row.id);
}

type NewPeople = {
  readonly companies: readonly Company[];
  readonly persons: readonly Person[];
  readonly since: Instant;
};

export async function copyPeople(
  client: ClientBase,
  accountId: number,
  { companies, persons, since }: NewPeople,
): Promise<void> {
  const created_at = formatInstant(since);
  const account = { account_id: accountId };
  await copyInto(
    client,
    "company",
    companies.map(({ id, name, domain }) => ({ ...account, id, name, domain, created_at })),
  );
  await copyInto(
    client,
    "contact",
    persons.map(({ id, name, companyId, language }) => ({
      ...account,
      id,
      name,
      company_id: companyId,
      language,
      created_at,
    })),
  );
  await copyInto(
    client,
    "contact_address",
    persons.map(({ id, address }) => ({
      ...account,
      address_key: addressKeyOf(address),
      address,
      contact_id: id,
    })),
  );
}

/** Writes whole tickets in one transaction. */
export async function copyTickets(client: ClientBase, tickets: readonly Placed[]): Promise<void> {
  await inTransaction(client, async () => {
    await copyInto(client, "ticket", tickets.map(ticketRow));
    await copyInto(client, "ticket_active", tickets.flatMap(activeRows));
    await copyInto(client, "ticket_interval", tickets.flatMap(intervalRows));
    await copyInto(client, "sla_timer", tickets.flatMap(timerRows));
    await copyInto(client, "message", tickets.flatMap(messageRows));
    await copyInto(client, "ticket_event", tickets.flatMap(eventRows));
  });
}

export async function inTransaction(client: ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query("begin");
  try {
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/** After so many rows the planner's knowledge of the tables is worth nothing. */
export async function analyze(db: Db): Promise<void> {
  await sql`analyze company, contact, contact_address, ticket, ticket_active, ticket_interval, sla_timer, message, ticket_event`.execute(
    db,
  );
}
