import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Db } from "../../platform/postgres/pool.ts";

export async function selectServerVersion(db: Db): Promise<string> {
  const found = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(
    db,
  );
  return found.rows[0]?.version ?? "of unknown version";
}

export type MailboxHealth = {
  readonly name: string;
  readonly address: string | null;
  readonly last_received: Instant | null;
  readonly last_error: string | null;
};

export async function selectMailboxHealth(db: Db): Promise<MailboxHealth[]> {
  const found = await sql<MailboxHealth>`
    select m.name, m.address,
      (select max(received_at) from intake i where i.account_id = m.account_id and i.mailbox_id = m.id) as last_received,
      (select max(last_error) from imap_cursor c where c.account_id = m.account_id and c.mailbox_id = m.id) as last_error
    from mailbox m where m.retired_at is null order by m.account_id, m.id`.execute(db);
  return found.rows;
}

/** Mails that should have been dealt with long ago. */
export async function countStuckMails(db: Db): Promise<{ incoming: number; outgoing: number }> {
  const found = await sql<{ incoming: number; outgoing: number }>`
    select (select count(*)::int from intake where state = 'pending' and received_at < now() - interval '10 minutes') as incoming,
      (select count(*)::int from outbox where state in ('held', 'queued', 'sending') and due_at < now() - interval '1 hour') as outgoing`.execute(
    db,
  );
  return found.rows[0] ?? { incoming: 0, outgoing: 0 };
}

/** Content addresses of stored bytes: the newest and some chosen by chance, half of each. */
export async function sampleBlobs(db: Db, count: number): Promise<string[]> {
  const half = Math.ceil(count / 2);
  const found = await sql<{ sha256: string }>`
    select distinct sha256 from (
      (select sha256 from intake where sha256 <> '' order by id desc limit ${half})
      union all (select sha256 from attachment order by id desc limit ${half})
      union all (select sha256 from intake where sha256 <> '' order by random() limit ${half})
      union all (select sha256 from attachment order by random() limit ${half})
    ) chosen limit ${2 * count}`.execute(db);
  return found.rows.map((row) => row.sha256);
}
