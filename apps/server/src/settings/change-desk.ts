import type { AuditEntry, Desk, DeskView, PatchDesk } from "@kvit/contract/settings";
import { formatInstant } from "@kvit/domain/kernel";
import { renewCalendars } from "../lifecycle/calendar-version.queries.ts";
import { cutPage } from "../platform/http/cut-page.ts";
import { readCursor } from "../platform/http/cursor.ts";
import type { Clock } from "../platform/clock.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { selectAudit, type AuditRow } from "./audit.queries.ts";
import { hasMailboxRelay, readDesk, updateDesk } from "./desk.queries.ts";
import { recordChange } from "./record-change.ts";

export type SettingsDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly accountId: number;
  /** Whether the configuration names a relay for the whole desk. */
  readonly hasDeskRelay: boolean;
  /** Called after the commit: the prefix stands in every ticket held in memory. */
  readonly onDeskChanged: () => void;
};

/** Whether mail leaves for the world; without any relay it stays in the sandbox. */
export async function hasRelay({ db, accountId, hasDeskRelay }: SettingsDeps): Promise<boolean> {
  return hasDeskRelay || hasMailboxRelay(db, accountId);
}

export async function showDesk(deps: SettingsDeps, caller: Principal): Promise<DeskView> {
  return { ...(await readDesk(deps.db, caller.accountId)), hasRelay: await hasRelay(deps) };
}

export async function changeDesk(deps: SettingsDeps, caller: Principal, patch: PatchDesk): Promise<DeskView> {
  await deps.db.transaction().execute(async (tx) => {
    const before = await readDesk(tx, caller.accountId, true);
    const after: Desk = {
      name: patch.name ?? before.name,
      ticketPrefix: patch.ticketPrefix ?? before.ticketPrefix,
      language: patch.language ?? before.language,
      timeZone: patch.timeZone ?? before.timeZone,
    };
    await updateDesk(tx, caller.accountId, after);
    if (after.timeZone !== before.timeZone) await renewCalendars(tx, caller.accountId);
    await recordChange(tx, caller, deps.clock.now(), { subject: "desk", action: "changed", before, after });
  });
  deps.onDeskChanged();
  return showDesk(deps, caller);
}

type AuditQuery = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly subject?: string | undefined;
};

/** Who changed which setting, the newest first. */
export async function listAudit(
  { db }: SettingsDeps,
  caller: Principal,
  { limit, cursor, subject }: AuditQuery,
): Promise<{ items: AuditEntry[]; next: string | null }> {
  const rows = await selectAudit(db, {
    accountId: caller.accountId,
    beforeId: readCursor("audit", cursor)?.[1] ?? null,
    subject: subject ?? null,
    limit: limit + 1,
  });
  return cutPage(rows, limit, { order: "audit", cursorOf: (last) => ["", last.id], toItem: entryOf });
}

function entryOf(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: formatInstant(row.at),
    actor: actorName(row),
    byCommandLine: row.actor_kind === "command-line",
    subject: row.subject,
    action: row.action,
    before: row.before,
    after: row.after,
  };
}

function actorName({ actor_kind: kind, actor_name: name }: AuditRow): string {
  if (kind === "command-line") return "command line";
  const who = name ?? "Kvit";
  return kind === "api" ? `${who} (API key)` : who;
}
