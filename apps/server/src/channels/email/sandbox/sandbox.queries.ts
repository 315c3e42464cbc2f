import { sql } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { SandboxMail } from "@kvit/contract/mail";
import type { Db } from "../../../platform/postgres/pool.ts";
import { outgoingContent, secretKinds } from "../outbox/outgoing-mail.ts";

type Asked = {
  readonly accountId: number;
  /** Also mails that let their reader in. */
  readonly secrets: boolean;
};

type Row = {
  id: number;
  kind: string;
  state: string;
  mail_id: string;
  recipients: string[];
  subject: string;
  content: unknown;
  sent_at: Instant | null;
  created_at: Instant;
  ticket_number: number | null;
};

/** Mails that stayed here, the newest first. */
export async function selectSandbox(
  db: Db,
  asked: Asked,
  page: { readonly before: number | null; readonly limit: number },
): Promise<readonly SandboxMail[]> {
  const found = await sql<Row>`
    ${selectRows(asked)} and (${page.before}::bigint is null or o.id < ${page.before}::bigint)
    order by o.id desc limit ${page.limit}`.execute(db);
  return found.rows.map(viewOf);
}

export async function findSandboxMail(db: Db, asked: Asked, id: number): Promise<SandboxMail | null> {
  const found = await sql<Row>`${selectRows(asked)} and o.id = ${id}`.execute(db);
  return found.rows[0] === undefined ? null : viewOf(found.rows[0]);
}

function selectRows({ accountId, secrets }: Asked) {
  const hidden = secrets ? [] : [...secretKinds];
  return sql`
    select o.id, o.kind, o.state, o.mail_id, o.recipients, o.subject, o.content, o.sent_at, o.created_at, t.number as ticket_number
    from outbox o left join ticket t on t.account_id = o.account_id and t.id = o.ticket_id
    where o.account_id = ${accountId} and o.sandboxed and not (o.kind = any(${hidden}::text[]))`;
}

function viewOf(row: Row): SandboxMail {
  const content = outgoingContent.parse(row.content);
  const { from, replyTo, inReplyTo, references } = content;
  const optional = [
    { name: "Reply-To", value: replyTo },
    { name: "Cc", value: content.cc.length === 0 ? null : content.cc.join(", ") },
    { name: "In-Reply-To", value: inReplyTo === null ? null : `<${inReplyTo}>` },
    {
      name: "References",
      value: references.length === 0 ? null : references.map((id) => `<${id}>`).join(" "),
    },
  ];
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    from: `${from.name} <${from.address}>`,
    to: row.recipients,
    subject: row.subject,
    at: formatInstant(row.sent_at ?? row.created_at),
    ticket: row.ticket_number,
    text: content.text,
    html: content.html,
    headers: [
      { name: "Message-ID", value: `<${row.mail_id}>` },
      { name: "Date", value: content.date },
      ...optional.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }])),
      ...content.headers,
    ],
  };
}
