import type { ChangeMe, Preferences } from "@kvit/contract/people";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

export type MeRow = {
  readonly signature: string;
  /** Only what somebody chose; the rest is the default. */
  readonly preferences: Partial<Preferences>;
  readonly twoFactor: boolean;
  readonly desk: {
    readonly name: string;
    readonly ticketPrefix: string;
    readonly language: string;
    readonly timeZone: string;
  };
};

export async function selectMe(db: Db, accountId: number, agentId: number): Promise<MeRow | null> {
  const row = await db
    .selectFrom("agent as a")
    .innerJoin("account as d", "d.id", "a.account_id")
    .leftJoin("agent_sign_in as s", (join) =>
      join.onRef("s.account_id", "=", "a.account_id").onRef("s.agent_id", "=", "a.id"),
    )
    .select(["a.signature", "a.preferences", "s.totp_confirmed_at"])
    .select(["d.name", "d.ticket_prefix", "d.language", "d.time_zone"])
    .where("a.account_id", "=", accountId)
    .where("a.id", "=", agentId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    signature: row.signature,
    preferences: trusted<Partial<Preferences>>(row.preferences),
    twoFactor: row.totp_confirmed_at !== null,
    desk: {
      name: row.name,
      ticketPrefix: row.ticket_prefix,
      language: row.language,
      timeZone: row.time_zone,
    },
  };
}

/** Writes only what is given; `preferences` are all of them. */
export async function updateMe(
  tx: Tx,
  accountId: number,
  agentId: number,
  { name, language, timeZone, signature, preferences }: ChangeMe,
): Promise<void> {
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(language === undefined ? {} : { language }),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...(signature === undefined ? {} : { signature }),
    ...(preferences === undefined ? {} : { preferences: JSON.stringify(preferences) }),
  };
  if (Object.keys(change).length === 0) return;
  await tx
    .updateTable("agent")
    .set(change)
    .where("account_id", "=", accountId)
    .where("id", "=", agentId)
    .execute();
}

/** Nobody else changes this agent until the transaction ends. */
export async function lockMe(tx: Tx, accountId: number, agentId: number): Promise<Partial<Preferences>> {
  const row = await tx
    .selectFrom("agent")
    .select("preferences")
    .where("account_id", "=", accountId)
    .where("id", "=", agentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return trusted<Partial<Preferences>>(row.preferences);
}
