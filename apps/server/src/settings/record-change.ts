import { equal, type Instant, type Json, type JsonObject } from "@kvit/domain/kernel";
import type { Principal } from "../platform/http/principal.ts";
import type { Tx } from "../platform/postgres/pool.ts";
import { insertAuditEntry, type NewAuditEntry } from "./audit.queries.ts";

/** Who changed a setting: somebody signed in or with a key, whoever sits at the machine's command line, or the desk itself. */
export type Changer = { readonly accountId: number } & (
  | { readonly agent: Pick<Principal["agent"], "id">; readonly via: Principal["via"] }
  | { readonly via: "command-line" }
  | { readonly via?: never }
);

export type Change = {
  /** What was changed, as kind and key: "department:3", "desk". Never a token or password. */
  readonly subject: string;
  /** In a word: created, changed, retired … */
  readonly action: string;
  /** Null when it did not exist. Secrets are masked by whoever makes these. */
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
};

/**
 * Writes down a change of settings in the transaction that makes it. Of a
 * change only the fields that differ are kept; one that changes nothing leaves
 * no entry.
 */
export async function recordChange(tx: Tx, changer: Changer, at: Instant, change: Change): Promise<void> {
  const { before, after } =
    change.before !== null && change.after !== null ? differing(change.before, change.after) : change;
  if (before !== null && after !== null && Object.keys(after).length === 0) return;
  await insertAuditEntry(tx, {
    accountId: changer.accountId,
    at,
    actor: actorOf(changer),
    subject: change.subject,
    action: change.action,
    before,
    after,
  });
}

function actorOf(changer: Changer): NewAuditEntry["actor"] {
  if ("agent" in changer) return { kind: changer.via === "api-key" ? "api" : "agent", id: changer.agent.id };
  return { kind: changer.via ?? "system", id: null };
}

function differing(before: JsonObject, after: JsonObject): { before: JsonObject; after: JsonObject } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !equal(valueOf(before, name), valueOf(after, name)),
  );
  const only = (values: JsonObject): JsonObject =>
    Object.fromEntries(names.map((name) => [name, valueOf(values, name)]));
  return { before: only(before), after: only(after) };
}

const valueOf = (values: JsonObject, name: string): Json =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null;
