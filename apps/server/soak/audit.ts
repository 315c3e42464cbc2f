import { createHash } from "node:crypto";
import { createDiskBlobStore } from "../src/platform/blobs/blob-store.ts";
import type { Db } from "../src/platform/postgres/pool.ts";

export type Findings = {
  readonly handed: number;
  readonly lost: number;
  readonly doubled: number;
  /** Written into the ledger as repeats, as a mail server hands over again what it had no answer for. */
  readonly repeats: number;
  readonly rawDiffers: number;
  /** Lines that are neither a message nor a repeat. */
  readonly otherwise: number;
  readonly messagesWithoutMail: number;
};

/** Holds what is in the desk against what was handed over. */
export async function audit(db: Db, filesFolder: string, handed: ReadonlySet<string>): Promise<Findings> {
  const lines = await db
    .selectFrom("intake")
    .select(["id", "sha256", "state", "reason", "message_id"])
    .execute();
  const messages = await db
    .selectFrom("message")
    .select(["id", "intake_id"])
    .where("kind", "=", "customer")
    .execute();
  const kept = lines.filter((line) => line.state === "message");
  const timesKept = countBy(kept.map((line) => line.sha256));
  const timesWritten = countBy(messages.map((message) => String(message.intake_id)));
  const blobs = createDiskBlobStore(filesFolder);
  let rawDiffers = 0;
  for (const sha256 of timesKept.keys()) {
    const raw = await blobs.get(sha256).catch(() => null);
    if (raw === null || createHash("sha256").update(raw).digest("hex") !== sha256) rawDiffers += 1;
  }
  const repeats = lines.filter((line) => line.state === "ignored" && line.reason === "duplicate");
  return {
    handed: handed.size,
    lost: [...handed].filter((sha256) => !timesKept.has(sha256)).length,
    doubled:
      [...timesKept.values()].filter((times) => times > 1).length +
      [...timesWritten.values()].filter((times) => times > 1).length,
    repeats: repeats.length,
    rawDiffers,
    otherwise: lines.length - kept.length - repeats.length,
    messagesWithoutMail: messages.filter((message) => !kept.some((line) => line.message_id === message.id))
      .length,
  };
}

export const isClean = (found: Findings): boolean =>
  found.lost + found.doubled + found.rawDiffers + found.otherwise + found.messagesWithoutMail === 0;

function countBy(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
