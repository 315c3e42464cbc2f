import type { Db } from "../platform/postgres/pool.ts";
import type { Sealer } from "../platform/sealed-value.ts";
import { openServer, type ImapServer, type MailServer } from "./mail-servers.ts";
import { selectMailboxes, type MailboxRow } from "./mailboxes.queries.ts";

/** How to fetch and send the mail of one mailbox in use, with opened passwords. */
export type MailConnection = {
  readonly mailboxId: number;
  readonly imap: ImapServer | null;
  readonly relay: MailServer | null;
};

/** For the part that fetches and sends mail, and nobody else. */
export async function readMailConnections(
  db: Db,
  sealer: Sealer,
  accountId: number,
): Promise<readonly MailConnection[]> {
  const rows = await selectMailboxes(db, accountId);
  return rows.filter((row) => row.retiredAt === null).map((row) => connectionOf(sealer, accountId, row));
}

export function connectionOf(sealer: Sealer, accountId: number, row: MailboxRow): MailConnection {
  const place = (kind: "imap" | "relay") => ({ accountId, mailboxId: row.id, kind });
  return {
    mailboxId: row.id,
    imap: row.imap === null ? null : openServer(sealer, place("imap"), row.imap),
    relay: row.relay === null ? null : openServer(sealer, place("relay"), row.relay),
  };
}
