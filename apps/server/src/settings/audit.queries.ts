import { sql } from "kysely";
import type { Instant, JsonObject } from "@kvit/domain/kernel";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { toTimestamp } from "../platform/postgres/timestamp.ts";

export type NewAuditEntry = {
  readonly accountId: number;
  readonly at: Instant;
  readonly actor: { readonly kind: "agent" | "api" | "command-line" | "system"; readonly id: number | null };
  readonly subject: string;
  readonly action: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
};

export async function insertAuditEntry(tx: Tx, entry: NewAuditEntry): Promise<void> {
  const json = (value: JsonObject | null) => (value === null ? null : JSON.stringify(value));
  await tx
    .insertInto("setting_audit")
    .values({
      account_id: entry.accountId,
      at: toTimestamp(entry.at),
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      subject: entry.subject,
      action: entry.action,
      before: json(entry.before),
      after: json(entry.after),
    })
    .execute();
}

export type AuditRow = {
  readonly id: number;
  readonly at: Instant;
  readonly actor_kind: string;
  readonly actor_name: string | null;
  readonly subject: string;
  readonly action: string;
  readonly before: unknown;
  readonly after: unknown;
};

export type AuditPage = {
  readonly accountId: number;
  /** Only entries older than this one. */
  readonly beforeId: number | null;
  readonly subject: string | null;
  readonly limit: number;
};

/** The newest entries first. */
export async function selectAudit(db: Db, page: AuditPage): Promise<AuditRow[]> {
  return db
    .selectFrom("setting_audit as s")
    .leftJoin("agent as a", (join) =>
      join.onRef("a.account_id", "=", "s.account_id").onRef("a.id", "=", "s.actor_id"),
    )
    .select(["s.id", "s.at", "s.actor_kind", "s.subject", "s.action", "s.before", "s.after"])
    .select(sql<string | null>`coalesce(nullif(a.name, ''), a.email)`.as("actor_name"))
    .where("s.account_id", "=", page.accountId)
    .$if(page.beforeId !== null, (query) => query.where("s.id", "<", page.beforeId ?? 0))
    .$if(page.subject !== null, (query) => query.where("s.subject", "=", page.subject ?? ""))
    .orderBy("s.id", "desc")
    .limit(page.limit)
    .execute();
}
