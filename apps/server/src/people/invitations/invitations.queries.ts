import type { Instant } from "@kvit/domain/kernel";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { timestampOf, toTimestamp } from "../../platform/postgres/timestamp.ts";

export type InvitationRow = {
  readonly id: number;
  readonly email: string;
  readonly role: "admin" | "agent";
  readonly department_ids: readonly number[];
  readonly invited_by: number;
  readonly expires_at: Instant;
  readonly accepted_at: Instant | null;
};

const columns = ["id", "email", "role", "department_ids", "invited_by", "expires_at", "accepted_at"] as const;

type Found = Omit<InvitationRow, "role"> & { role: string };
const toRow = (row: Found): InvitationRow => ({ ...row, role: row.role === "admin" ? "admin" : "agent" });

export type NewInvitation = {
  readonly accountId: number;
  readonly email: string;
  readonly role: "admin" | "agent";
  readonly departmentIds: readonly number[];
  readonly tokenHash: Buffer;
  readonly invitedBy: number;
  readonly now: Instant;
  readonly expiresAt: Instant;
};

/** Invites an address anew; an invitation that still stood is worth nothing from now on. */
export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<InvitationRow> {
  await tx
    .updateTable("invitation")
    .set({ withdrawn_at: toTimestamp(invitation.now) })
    .where("account_id", "=", invitation.accountId)
    .where((where) => where(where.fn("lower", ["email"]), "=", invitation.email.toLowerCase()))
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .execute();
  const row = await tx
    .insertInto("invitation")
    .values({
      account_id: invitation.accountId,
      email: invitation.email,
      role: invitation.role,
      department_ids: [...invitation.departmentIds],
      token_hash: invitation.tokenHash,
      invited_by: invitation.invitedBy,
      created_at: toTimestamp(invitation.now),
      expires_at: toTimestamp(invitation.expiresAt),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toRow(row);
}

/** Those not withdrawn, the newest first. */
export async function selectInvitations(db: Db, accountId: number): Promise<InvitationRow[]> {
  const rows = await db
    .selectFrom("invitation")
    .select(columns)
    .where("account_id", "=", accountId)
    .where("withdrawn_at", "is", null)
    .orderBy("id", "desc")
    .execute();
  return rows.map(toRow);
}

/** Null when it was withdrawn or accepted before. */
export async function withdrawInvitationRow(
  tx: Tx,
  accountId: number,
  id: number,
  now: Instant,
): Promise<InvitationRow | null> {
  const row = await tx
    .updateTable("invitation")
    .set({ withdrawn_at: toTimestamp(now) })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .returning(columns)
    .executeTakeFirst();
  return row === undefined ? null : toRow(row);
}

/** The invitation behind a token while it still stands. */
export async function findOpenInvitation(
  db: Db | Tx,
  accountId: number,
  tokenHash: Buffer,
  now: Instant,
): Promise<(InvitationRow & { readonly deskName: string }) | null> {
  const row = await db
    .selectFrom("invitation")
    .innerJoin("account", "account.id", "invitation.account_id")
    .select(columns.map((name) => `invitation.${name}` as const))
    .select("account.name as desk_name")
    .where("invitation.account_id", "=", accountId)
    .where("token_hash", "=", tokenHash)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", timestampOf(now))
    .executeTakeFirst();
  return row === undefined ? null : { ...toRow(row), deskName: row.desk_name };
}

/** Uses an invitation up; false when somebody was faster. */
export async function takeInvitation(tx: Tx, accountId: number, id: number, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("invitation")
    .set({ accepted_at: toTimestamp(now) })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function selectKnownEmails(
  tx: Tx,
  accountId: number,
  emails: readonly string[],
): Promise<string[]> {
  const rows = await tx
    .selectFrom("agent")
    .select("email")
    .where("account_id", "=", accountId)
    .where((where) =>
      where(
        where.fn<string>("lower", ["email"]),
        "in",
        emails.map((email) => email.toLowerCase()),
      ),
    )
    .execute();
  return rows.map((row) => row.email);
}

export async function readDesk(
  tx: Tx,
  accountId: number,
): Promise<{ readonly name: string; readonly language: string }> {
  return tx
    .selectFrom("account")
    .select(["name", "language"])
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
}
