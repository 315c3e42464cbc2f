import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Role } from "@kvit/domain/permissions";
import type { MembershipRow } from "../departments/index.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { toTimestamp } from "../platform/postgres/timestamp.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

export type AgentRow = {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: string;
  readonly time_zone: string;
  readonly created_at: Instant;
  readonly deactivated_at: Instant | null;
  readonly departments: readonly MembershipRow[];
};

function selectAgent(db: Db | Tx, accountId: number) {
  return db
    .selectFrom("agent as a")
    .select([
      "a.id",
      "a.email",
      "a.name",
      "a.role",
      "a.language",
      "a.time_zone",
      "a.created_at",
      "a.deactivated_at",
    ])
    .select(
      sql`coalesce((
        select json_agg(json_build_object('departmentId', m.department_id, 'lead', m.lead, 'deputy', m.deputy) order by m.department_id)
        from department_member m where m.account_id = a.account_id and m.agent_id = a.id), '[]')`.as(
        "departments",
      ),
    )
    .where("a.account_id", "=", accountId);
}

const toRow = <Row extends { departments: unknown }>(row: Row) => ({
  ...row,
  departments: trusted<readonly MembershipRow[]>(row.departments),
});

export async function selectAgents(db: Db, accountId: number): Promise<AgentRow[]> {
  return (await selectAgent(db, accountId).orderBy("a.id").execute()).map(toRow);
}

export async function readAgent(db: Db | Tx, accountId: number, id: number): Promise<AgentRow | null> {
  const row = await selectAgent(db, accountId).where("a.id", "=", id).executeTakeFirst();
  return row === undefined ? null : toRow(row);
}

/** Changes of agents happen one after the other: none begins until this transaction ends. */
export async function lockAgents(tx: Tx, accountId: number): Promise<void> {
  await tx.selectFrom("account").select("id").where("id", "=", accountId).forUpdate().execute();
}

export async function selectActiveOwners(tx: Tx, accountId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom("agent")
    .select("id")
    .where("account_id", "=", accountId)
    .where("role", "=", "owner")
    .where("deactivated_at", "is", null)
    .execute();
  return rows.map((row) => row.id);
}

export type NewAgent = {
  readonly accountId: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: string;
  readonly timeZone: string;
  readonly at: Instant;
};

export async function insertAgent(tx: Tx, agent: NewAgent): Promise<number> {
  const { id } = await tx
    .insertInto("agent")
    .values({
      account_id: agent.accountId,
      email: agent.email.trim(),
      name: agent.name,
      role: agent.role,
      language: agent.language,
      time_zone: agent.timeZone,
      created_at: toTimestamp(agent.at),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export type AgentFields = { readonly name: string; readonly email: string; readonly role: Role };

export async function updateAgent(tx: Tx, accountId: number, id: number, fields: AgentFields): Promise<void> {
  await tx
    .updateTable("agent")
    .set({ name: fields.name, email: fields.email, role: fields.role })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

export async function setDeactivated(
  tx: Tx,
  accountId: number,
  id: number,
  at: Instant | null,
): Promise<void> {
  await tx
    .updateTable("agent")
    .set({ deactivated_at: at === null ? null : toTimestamp(at) })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}
