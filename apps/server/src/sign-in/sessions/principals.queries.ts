import { sql, type RawBuilder } from "kysely";
import type { Agent } from "@kvit/domain/permissions";
import type { Instant } from "@kvit/domain/kernel";
import type { Db } from "../../platform/postgres/pool.ts";
import { timestampOf, toTimestamp } from "../../platform/postgres/timestamp.ts";
import { trusted } from "../../platform/postgres/trusted-json.ts";
import { sessionIdle } from "../durations.ts";

/** Whom a credential stands for, as it now is. */
export type Holder = {
  readonly accountId: number;
  readonly credentialId: number;
  readonly scope: "read" | "write";
  readonly lastSeenAt: Instant | null;
  readonly agent: Agent;
  readonly name: string;
  readonly email: string;
  readonly language: string;
};

type HolderRow = {
  account_id: number;
  credential_id: number;
  scope: string;
  last_seen_at: Instant | null;
  agent_id: number;
  role: Agent["role"];
  name: string;
  email: string;
  language: string;
  memberships: unknown;
};

/** The holder of a session's token; null when the session is over or the agent is no longer active. */
export async function findSessionHolder(db: Db, hash: Buffer, now: Instant): Promise<Holder | null> {
  return findHolder(
    db,
    sql`select account_id, id as credential_id, agent_id, 'write' as scope, last_seen_at from agent_session
        where token_hash = ${hash} and expires_at > ${timestampOf(now)} and last_seen_at > ${timestampOf(now - sessionIdle)}`,
  );
}

/** The holder of an API key; null when it was revoked or the agent is no longer active. */
export async function findKeyHolder(db: Db, hash: Buffer): Promise<Holder | null> {
  return findHolder(
    db,
    sql`select account_id, id as credential_id, agent_id, scope, last_used_at as last_seen_at from api_key
        where hash = ${hash} and revoked_at is null`,
  );
}

async function findHolder(db: Db, credential: RawBuilder<unknown>): Promise<Holder | null> {
  const { rows } = await sql<HolderRow>`
    select c.account_id, c.credential_id, c.scope, c.last_seen_at, a.id as agent_id, a.role, a.name, a.email, a.language,
      coalesce((
        select json_agg(json_build_object('departmentId', m.department_id, 'lead', m.lead or m.deputy) order by m.department_id)
        from department_member m
        join department d on d.account_id = m.account_id and d.id = m.department_id and d.retired_at is null
        where m.account_id = a.account_id and m.agent_id = a.id
      ), '[]') as memberships
    from (${credential}) c
    join agent a on a.account_id = c.account_id and a.id = c.agent_id and a.deactivated_at is null`.execute(
    db,
  );
  const row = rows[0];
  return row === undefined ? null : toHolder(row);
}

function toHolder(row: HolderRow): Holder {
  return {
    accountId: row.account_id,
    credentialId: row.credential_id,
    scope: row.scope === "read" ? "read" : "write",
    lastSeenAt: row.last_seen_at,
    agent: { id: row.agent_id, role: row.role, memberships: trusted<Agent["memberships"]>(row.memberships) },
    name: row.name,
    email: row.email,
    language: row.language,
  };
}

export async function touchSession(db: Db, hash: Buffer, now: Instant): Promise<void> {
  await db
    .updateTable("agent_session")
    .set({ last_seen_at: toTimestamp(now) })
    .where("token_hash", "=", hash)
    .execute();
}

export async function touchKey(db: Db, hash: Buffer, now: Instant): Promise<void> {
  await db
    .updateTable("api_key")
    .set({ last_used_at: toTimestamp(now) })
    .where("hash", "=", hash)
    .execute();
}
