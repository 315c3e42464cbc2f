import { sql } from "kysely";
import { trusted } from "../../platform/postgres/trusted-json.ts";
import type { Instant, JsonObject } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { toTimestamp } from "../../platform/postgres/timestamp.ts";
import type { BulkRefusal } from "@kvit/contract/acts";
import type { SinceThen } from "@kvit/contract/wire";
import type { Principal } from "../../platform/http/principal.ts";

export type RunKey = { readonly accountId: number; readonly id: number };

/** One act on many tickets, as far as it has come. */
export type StoredRun = RunKey & {
  readonly act: string;
  readonly agentId: number;
  readonly via: Principal["via"];
  readonly verb: string;
  readonly body: JsonObject;
  readonly undoOf: string | null;
  readonly numbers: readonly number[];
  /** How many of `numbers` had their turn. */
  readonly place: number;
  readonly done: number;
  readonly refused: number;
  readonly state: "running" | "done" | "stopped";
  readonly madeAt: Instant;
  readonly endedAt: Instant | null;
};

export type NewRun = Pick<
  StoredRun,
  "accountId" | "act" | "agentId" | "via" | "verb" | "body" | "undoOf" | "numbers" | "madeAt"
>;

export async function insertRun(tx: Tx, run: NewRun): Promise<number> {
  const { id } = await tx
    .insertInto("bulk_run")
    .values({
      account_id: run.accountId,
      act: run.act,
      agent_id: run.agentId,
      via: run.via,
      verb: run.verb,
      body: JSON.stringify(run.body),
      undo_of: run.undoOf,
      numbers: [...run.numbers],
      made_at: toTimestamp(run.madeAt),
      worked_at: toTimestamp(run.madeAt),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

type Asked = { readonly accountId: number } & ({ readonly id: number } | { readonly act: string });

/** `hold`: until the transaction ends, so that it does not move on meanwhile. */
export async function findRun(db: Db | Tx, asked: Asked, hold = false): Promise<StoredRun | null> {
  const query = db
    .selectFrom("bulk_run")
    .selectAll()
    .where("account_id", "=", asked.accountId)
    .$if(hold, (held) => held.forUpdate());
  const row = await (
    "id" in asked ? query.where("id", "=", asked.id) : query.where("act", "=", asked.act)
  ).executeTakeFirst();
  if (row === undefined) return null;
  return {
    accountId: row.account_id,
    id: row.id,
    act: row.act,
    agentId: row.agent_id,
    via: row.via === "api-key" ? "api-key" : "session",
    verb: row.verb,
    body: trusted<JsonObject>(row.body),
    undoOf: row.undo_of,
    numbers: row.numbers,
    place: row.place,
    done: row.done,
    refused: row.refused,
    state: row.state === "running" ? "running" : row.state === "done" ? "done" : "stopped",
    madeAt: row.made_at,
    endedAt: row.ended_at,
  };
}

/**
 * The run whose turn it is: of each agent the oldest, since one act builds on
 * another; among agents the one that has waited longest.
 */
export async function selectNextRun(db: Db): Promise<RunKey | null> {
  const { rows } = await sql<{ account_id: number; id: number }>`
    select account_id, id from (
      select distinct on (account_id, agent_id) account_id, id, worked_at from bulk_run
      where state = 'running' order by account_id, agent_id, id
    ) first order by worked_at, id limit 1`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { accountId: row.account_id, id: row.id };
}

/** Holds a run for one bit of work; false when another process is at it or it has come to its end. */
export async function takeRun(tx: Tx, { accountId, id }: RunKey): Promise<boolean> {
  const row = await tx
    .selectFrom("bulk_run")
    .select("id")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .where("state", "=", "running")
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row !== undefined;
}

export type Progress = {
  readonly place: number;
  readonly done: number;
  readonly refused: number;
  readonly at: Instant;
};

export async function writeProgress(tx: Tx, { accountId, id }: RunKey, progress: Progress): Promise<void> {
  await tx
    .updateTable("bulk_run")
    .set({
      place: progress.place,
      done: progress.done,
      refused: progress.refused,
      worked_at: toTimestamp(progress.at),
    })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

export async function endRun(
  tx: Tx,
  { accountId, id }: RunKey,
  { state, at }: { readonly state: "done" | "stopped"; readonly at: Instant },
): Promise<void> {
  await tx
    .updateTable("bulk_run")
    .set({ state, ended_at: toTimestamp(at) })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .execute();
}

/** A ticket that a run left as it was; without a reason there was nothing to do. */
export type LeftTicket = {
  readonly number: number;
  readonly reason: string | null;
  readonly detail: string;
  readonly since: SinceThen | null;
};

export async function insertLeft(
  tx: Tx,
  { accountId, id }: RunKey,
  left: readonly LeftTicket[],
): Promise<void> {
  if (left.length === 0) return;
  await tx
    .insertInto("bulk_left")
    .values(
      left.map(({ number, reason, detail, since }) => ({
        account_id: accountId,
        run_id: id,
        number,
        reason,
        detail,
        since: since === null ? null : JSON.stringify(since),
      })),
    )
    .execute();
}

export async function selectRefusals(db: Db | Tx, run: RunKey, limit: number): Promise<BulkRefusal[]> {
  const rows = await db
    .selectFrom("bulk_left")
    .select(["number", "reason", "detail", "since"])
    .where("account_id", "=", run.accountId)
    .where("run_id", "=", run.id)
    .where("reason", "is not", null)
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows.map(({ number, reason, detail, since }) => ({
    number,
    reason: reason ?? "",
    detail,
    since: trusted<SinceThen | null>(since),
  }));
}

/** The tickets that a run has changed so far. */
export async function selectChanged(tx: Tx, { accountId, id, numbers, place }: StoredRun): Promise<number[]> {
  const rows = await tx
    .selectFrom("bulk_left")
    .select("number")
    .where("account_id", "=", accountId)
    .where("run_id", "=", id)
    .execute();
  const left = new Set(rows.map(({ number }) => number));
  return numbers.slice(0, place).filter((number) => !left.has(number));
}

type HolderRow = {
  role: Principal["agent"]["role"];
  name: string;
  email: string;
  language: string;
  memberships: unknown;
};

/** Who began a run, with the rights they have now; null when they do not work here any more. */
export async function readRunner(tx: Tx, run: StoredRun): Promise<Principal | null> {
  const { rows } = await sql<HolderRow>`
    select a.role, a.name, a.email, a.language,
      coalesce((
        select json_agg(json_build_object('departmentId', m.department_id, 'lead', m.lead or m.deputy) order by m.department_id)
        from department_member m
        join department d on d.account_id = m.account_id and d.id = m.department_id and d.retired_at is null
        where m.account_id = a.account_id and m.agent_id = a.id
      ), '[]') as memberships
    from agent a
    where a.account_id = ${run.accountId} and a.id = ${run.agentId} and a.deactivated_at is null`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const memberships = trusted<Principal["agent"]["memberships"]>(row.memberships);
  return {
    accountId: run.accountId,
    agent: { id: run.agentId, role: row.role, memberships },
    name: row.name,
    email: row.email,
    language: row.language,
    via: run.via,
    scope: "write",
    credential: `bulk:${run.id}`,
  };
}
