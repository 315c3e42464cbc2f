import { sql } from "kysely";
import type { WorkingCalendar } from "@kvit/domain/calendars";
import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { toTimestamp } from "../platform/postgres/timestamp.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

export type MemberRow = { readonly agentId: number; readonly lead: boolean; readonly deputy: boolean };
export type DepartmentRow = {
  readonly id: number;
  readonly name: string;
  readonly language: string;
  readonly time_zone: string;
  /** As it is stored; null: never set. */
  readonly week: unknown;
  readonly holidays: readonly string[];
  readonly retired_at: Instant | null;
  readonly members: readonly MemberRow[];
};

function selectDepartment(db: Db | Tx, accountId: number) {
  return db
    .selectFrom("department as d")
    .select(["d.id", "d.name", "d.language", "d.time_zone", "d.week", "d.holidays", "d.retired_at"])
    .select(
      sql`coalesce((
        select json_agg(json_build_object('agentId', m.agent_id, 'lead', m.lead, 'deputy', m.deputy) order by m.agent_id)
        from department_member m where m.account_id = d.account_id and m.department_id = d.id), '[]')`.as(
        "members",
      ),
    )
    .where("d.account_id", "=", accountId);
}

const toRow = <Row extends { members: unknown }>(row: Row) => ({
  ...row,
  members: trusted<readonly MemberRow[]>(row.members),
});

export async function selectDepartments(db: Db | Tx, accountId: number): Promise<DepartmentRow[]> {
  return (await selectDepartment(db, accountId).orderBy("d.id").execute()).map(toRow);
}

export async function readDepartment(
  db: Db | Tx,
  accountId: number,
  id: number,
): Promise<DepartmentRow | null> {
  const row = await selectDepartment(db, accountId).where("d.id", "=", id).executeTakeFirst();
  return row === undefined ? null : toRow(row);
}

/** Nobody else changes this department until the transaction ends; false when there is none. */
export async function lockDepartment(tx: Tx, accountId: number, id: number): Promise<boolean> {
  const row = await tx
    .selectFrom("department")
    .select("id")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export type DepartmentFields = {
  readonly name: string;
  readonly language: string;
  readonly timeZone: string;
};

export async function insertDepartment(tx: Tx, accountId: number, fields: DepartmentFields): Promise<number> {
  const { id } = await tx
    .insertInto("department")
    .values({
      account_id: accountId,
      name: fields.name,
      language: fields.language,
      time_zone: fields.timeZone,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateDepartment(
  tx: Tx,
  accountId: number,
  id: number,
  fields: DepartmentFields,
): Promise<void> {
  await tx
    .updateTable("department")
    .set({ name: fields.name, language: fields.language, time_zone: fields.timeZone })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

export async function writeHours(
  tx: Tx,
  accountId: number,
  id: number,
  { week, holidays }: Pick<WorkingCalendar, "week" | "holidays">,
): Promise<void> {
  await tx
    .updateTable("department")
    .set({ week: JSON.stringify(week), holidays: [...holidays] })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

export async function retireDepartmentRow(
  tx: Tx,
  accountId: number,
  id: number,
  at: Instant | null,
): Promise<void> {
  await tx
    .updateTable("department")
    .set({ retired_at: at === null ? null : toTimestamp(at) })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

export type DepartmentUse = { readonly tickets: number; readonly mailboxes: number; readonly others: number };

/** What still hangs on a department: active tickets, mailboxes, and how many other departments there are. */
export async function readUse(tx: Tx, accountId: number, id: number): Promise<DepartmentUse> {
  const { rows } = await sql<DepartmentUse>`select
    (select count(*) from ticket_active where account_id = ${accountId} and department_id = ${id}) as tickets,
    (select count(*) from mailbox where account_id = ${accountId} and department_id = ${id} and retired_at is null) as mailboxes,
    (select count(*) from department where account_id = ${accountId} and id <> ${id} and retired_at is null) as others`.execute(
    tx,
  );
  return rows[0] ?? { tickets: 0, mailboxes: 0, others: 0 };
}
