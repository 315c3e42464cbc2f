import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { FastifyReply, FastifyRequest } from "fastify";
import { canonicalJson, type Json } from "@kvit/domain/kernel";
import { AppError } from "../app-error.ts";
import type { Db } from "../postgres/pool.ts";
import { trusted } from "../postgres/trusted-json.ts";
import { callerOf } from "./app.ts";

type Kept = { readonly status: number; readonly body: unknown };

/** A key whose first request never finished (the process died) may be used again after this. */
const abandonedAfterSeconds = 60;

/**
 * Runs a request at most once per `Idempotency-Key` and caller: the same key
 * with the same request answers what was answered before, with another request
 * it is refused. The key is taken in a row of its own before the work begins,
 * so that two at the same time cannot both run. A failed request frees its key.
 */
export async function once(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  run: () => Promise<Kept>,
): Promise<void> {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return send(reply, await run());
  if (Array.isArray(key) || key === "" || key.length > 200)
    throw new AppError("bad-request", {
      detail: "Write an Idempotency-Key of 1 to 200 characters, or leave the header out.",
    });
  const caller = callerOf(request);
  const slot = { accountId: caller.accountId, owner: `agent:${caller.agent.id}`, key };
  const fingerprint = createHash("sha256")
    .update(`${request.method} ${request.url}\n`)
    .update(canonicalJson(trusted<Json>(request.body ?? null)))
    .digest();
  const known = await take(db, slot, fingerprint);
  if (known !== null) return send(reply.header("idempotent-replay", "true"), known);
  try {
    const kept = await run();
    await keep(db, slot, kept);
    return await send(reply, kept);
  } catch (error) {
    await release(db, slot);
    throw error;
  }
}

type Slot = { readonly accountId: number; readonly owner: string; readonly key: string };

async function take(db: Db, { accountId, owner, key }: Slot, fingerprint: Buffer): Promise<Kept | null> {
  const mine = await sql`
    insert into idempotency_key as k (account_id, owner, key, request_hash) values (${accountId}, ${owner}, ${key}, ${fingerprint})
    on conflict (account_id, owner, key) do update set created_at = now(), request_hash = excluded.request_hash
      where k.status is null and k.created_at < now() - make_interval(secs => ${abandonedAfterSeconds})
    returning key`.execute(db);
  if (mine.rows.length > 0) return null;
  const row = await db
    .selectFrom("idempotency_key")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("owner", "=", owner)
    .where("key", "=", key)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("idempotency-running");
  if (!row.request_hash.equals(fingerprint)) throw new AppError("idempotency-conflict");
  if (row.status === null) throw new AppError("idempotency-running");
  return { status: row.status, body: row.response };
}

async function keep(db: Db, { accountId, owner, key }: Slot, kept: Kept): Promise<void> {
  await db
    .updateTable("idempotency_key")
    .set({ status: kept.status, response: JSON.stringify(kept.body) })
    .where("account_id", "=", accountId)
    .where("owner", "=", owner)
    .where("key", "=", key)
    .execute();
}

async function release(db: Db, { accountId, owner, key }: Slot): Promise<void> {
  await db
    .deleteFrom("idempotency_key")
    .where("account_id", "=", accountId)
    .where("owner", "=", owner)
    .where("key", "=", key)
    .where("status", "is", null)
    .execute();
}

async function send(reply: FastifyReply, kept: Kept): Promise<void> {
  await reply.status(kept.status).send(kept.body);
}
