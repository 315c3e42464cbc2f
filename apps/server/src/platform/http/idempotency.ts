import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { FastifyReply, FastifyRequest } from "fastify";
import { canonicalJson, type Instant, type Json } from "@kvit/domain/kernel";
import { AppError } from "../app-error.ts";
import type { Db, Tx } from "../postgres/pool.ts";
import { timestampOf } from "../postgres/timestamp.ts";
import { trusted } from "../postgres/trusted-json.ts";
import { callerOf } from "./app.ts";

/** What a request is answered. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  /** What was done to a ticket: the header `Kvit-Act`, by which an undo names it. */
  readonly act?: string | undefined;
};

/** An answer that is written down where that was asked for; only `KeepAnswer` makes one. */
class Kept {
  readonly answer: Answer;
  constructor(answer: Answer) {
    this.answer = answer;
  }
}
export type { Kept };

/** Called at the end of the transaction that does the work, so that the work and its answer are there together or not at all. */
export type KeepAnswer = (tx: Tx, answer: Answer) => Promise<Kept>;

/** A key whose first request never finished (the process died) may be used again after this. */
const abandonedAfterSeconds = 60;

/**
 * Runs a request at most once per `Idempotency-Key` and caller: the same key
 * with the same request answers what was answered before, with another request
 * it is refused. The key is taken in a row of its own before the work begins,
 * so that two at the same time cannot both run; the answer is written into it by
 * the work's own transaction, so that no fault between the two can let the work
 * run again. A failed request frees its key.
 */
export async function once(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  run: (keep: KeepAnswer) => Promise<Kept>,
): Promise<void> {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return send(reply, (await run(async (_tx, answer) => new Kept(answer))).answer);
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
  const taken = await take(db, slot, fingerprint);
  if ("answer" in taken) return send(reply.header("idempotent-replay", "true"), taken.answer);
  const held = { ...slot, at: taken.at };
  try {
    const kept = await run(async (tx, answer) => {
      await write(tx, held, answer);
      return new Kept(answer);
    });
    return await send(reply, kept.answer);
  } catch (error) {
    await release(db, held);
    throw error;
  }
}

type Slot = { readonly accountId: number; readonly owner: string; readonly key: string };
/** A key in hand; `at` tells this hold from that of another request after a minute. */
type Held = Slot & { readonly at: Instant };

async function take(
  db: Db,
  { accountId, owner, key }: Slot,
  fingerprint: Buffer,
): Promise<{ readonly at: Instant } | { readonly answer: Answer }> {
  const mine = await sql<{ created_at: Instant }>`
    insert into idempotency_key as k (account_id, owner, key, request_hash) values (${accountId}, ${owner}, ${key}, ${fingerprint})
    on conflict (account_id, owner, key) do update set created_at = now(), request_hash = excluded.request_hash
      where k.status is null and k.created_at < now() - make_interval(secs => ${abandonedAfterSeconds})
    returning created_at`.execute(db);
  const [held] = mine.rows;
  if (held !== undefined) return { at: held.created_at };
  const row = await db
    .selectFrom("idempotency_key")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("owner", "=", owner)
    .where("key", "=", key)
    .executeTakeFirst();
  if (row === undefined) throw running();
  if (!row.request_hash.equals(fingerprint)) throw new AppError("idempotency-conflict");
  if (row.status === null) throw running();
  return { answer: { status: row.status, body: row.response, act: row.act ?? undefined } };
}

/** Throws idempotency-running when another request has taken the key over meanwhile; the work is then undone with it. */
async function write(
  tx: Tx,
  { accountId, owner, key, at }: Held,
  { status, body, act }: Answer,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("idempotency_key")
    .set({ status, response: JSON.stringify(body), act: act ?? null })
    .where("account_id", "=", accountId)
    .where("owner", "=", owner)
    .where("key", "=", key)
    .where("created_at", "=", timestampOf(at))
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw running();
}

const running = (): AppError => new AppError("idempotency-running", { retryAfterSeconds: 2 });

async function release(db: Db, { accountId, owner, key, at }: Held): Promise<void> {
  await db
    .deleteFrom("idempotency_key")
    .where("account_id", "=", accountId)
    .where("owner", "=", owner)
    .where("key", "=", key)
    .where("created_at", "=", timestampOf(at))
    .where("status", "is", null)
    .execute();
}

async function send(reply: FastifyReply, { status, body, act }: Answer): Promise<void> {
  if (act !== undefined) reply.header("kvit-act", act);
  await reply.status(status).send(body);
}
