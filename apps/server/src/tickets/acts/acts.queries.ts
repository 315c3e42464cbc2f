import { sql } from "kysely";
import type { Instant, JsonObject } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { timestampOf, toTimestamp } from "../../platform/postgres/timestamp.ts";
import { trusted } from "../../platform/postgres/trusted-json.ts";

/** An act on an agent's stack. */
export type StoredAct = {
  readonly id: string;
  readonly agentId: number;
  readonly at: Instant;
  readonly verb: string;
  readonly detail: JsonObject;
  readonly numbers: readonly number[];
  readonly undoOf: string | null;
  readonly undoneBy: string | null;
};

export async function insertAct(tx: Tx, accountId: number, act: Omit<StoredAct, "undoneBy">): Promise<void> {
  await tx
    .insertInto("act")
    .values({
      account_id: accountId,
      id: act.id,
      agent_id: act.agentId,
      at: toTimestamp(act.at),
      verb: act.verb,
      detail: JSON.stringify(act.detail),
      numbers: [...act.numbers],
      undo_of: act.undoOf,
    })
    .execute();
}

/**
 * Notes by which act another was taken back. If that one was an undo, what it
 * had taken back stands again; if that was an undo too, what that had taken
 * back is undone again; and so on.
 */
export async function markUndone(
  tx: Tx,
  accountId: number,
  { act, by }: { readonly act: string; readonly by: string },
): Promise<void> {
  await sql`
    with recursive behind (id, undo_of, after, depth) as (
      select id, undo_of, ${by}::text, 0 from act where account_id = ${accountId} and id = ${act}
      union all
      select a.id, a.undo_of, behind.id, depth + 1 from behind
      join act a on a.account_id = ${accountId} and a.id = behind.undo_of where depth < 100)
    update act set undone_by = case when depth % 2 = 0 then after end from behind
    where act.account_id = ${accountId} and act.id = behind.id`.execute(tx);
}

type ActRow = {
  id: string;
  agent_id: number;
  at: Instant;
  verb: string;
  detail: unknown;
  numbers: number[];
  undo_of: string | null;
  undone_by: string | null;
};

const columns = ["id", "agent_id", "at", "verb", "detail", "numbers", "undo_of", "undone_by"] as const;

function fromRow(row: ActRow): StoredAct {
  return {
    id: row.id,
    agentId: row.agent_id,
    at: row.at,
    verb: row.verb,
    detail: trusted<JsonObject>(row.detail),
    numbers: row.numbers,
    undoOf: row.undo_of,
    undoneBy: row.undone_by,
  };
}

export async function findAct(db: Db | Tx, accountId: number, id: string): Promise<StoredAct | null> {
  const row = await db
    .selectFrom("act")
    .select(columns)
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** Reads an act and holds it, so that of two undos at once the second finds it undone. */
export async function lockAct(tx: Tx, accountId: number, id: string): Promise<StoredAct | null> {
  const row = await tx
    .selectFrom("act")
    .select(columns)
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** An act, what it took back if it was an undo, and so on: whose mails stand or fall with it. */
export async function actsBehind(db: Db | Tx, accountId: number, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive behind (id, undo_of, depth) as (
      select id, undo_of, 1 from act where account_id = ${accountId} and id = ${id}
      union all
      select a.id, a.undo_of, depth + 1 from behind
      join act a on a.account_id = ${accountId} and a.id = behind.undo_of where depth < 100)
    select id from behind`.execute(db);
  return rows.map((row) => row.id);
}

/** An agent's acts, the newest first. */
export async function selectStack(
  db: Db,
  { accountId, agentId, limit }: { accountId: number; agentId: number; limit: number },
): Promise<StoredAct[]> {
  const rows = await db
    .selectFrom("act")
    .select(columns)
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .orderBy("at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** Lets go of acts and runs that are too old to be told of. */
export async function forgetActs(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom("act").where("at", "<", timestampOf(before)).execute();
  await db
    .deleteFrom("bulk_run")
    .where("state", "!=", "running")
    .where("made_at", "<", timestampOf(before))
    .execute();
}
