import { sql } from "kysely";
import type { Instant } from "@kvit/domain/kernel";
import type { Tx } from "../../../platform/postgres/pool.ts";
import { statement } from "../../../platform/postgres/statement.ts";

/** All that a mail to a ticket's customer has to know besides its words. */
export type Correspondence = {
  readonly deskName: string;
  readonly ticketPrefix: string;
  readonly deskLanguage: string;
  readonly timeZone: string;
  readonly departmentName: string;
  readonly contactId: number;
  readonly contactLanguage: string | null;
  /** The contact's main address; null when there is none to write to. */
  readonly address: string | null;
  readonly contactVerified: boolean;
  readonly mailboxId: number | null;
  readonly mailboxAddress: string | null;
  readonly mailboxLanguage: string | null;
  readonly mailboxSignature: string;
  readonly plusAddressing: boolean;
  /** The address the customer's last mail came to, where the mailbox has none of its own. */
  readonly arrivedAt: string | null;
  /** Message-IDs of the conversation, oldest first. */
  readonly mailIds: readonly string[];
  /** That of the customer's newest mail. */
  readonly lastCustomerMailId: string | null;
};

export type Asked = {
  readonly accountId: number;
  /** By key, or by an address in the form by which addresses are found. */
  readonly contact: { readonly id: number } | { readonly addressKey: string };
  readonly departmentId: number;
  readonly mailboxId: number | null;
  /** The mails of the conversation: those of a ticket, or given where the caller knows them. */
  readonly mails: { readonly ticketId: number } | CorrespondenceMails;
  /** Takes the contact's turn for automatic mails: two transactions that want to send one come one after the other. */
  readonly automatic?: boolean;
};

export type CorrespondenceMails = Pick<Correspondence, "arrivedAt" | "mailIds" | "lastCustomerMailId">;

export async function readCorrespondence(tx: Tx, asked: Asked): Promise<Correspondence> {
  const { accountId, contact } = asked;
  const contactId = "id" in contact ? contact.id : null;
  const addressKey = "addressKey" in contact ? contact.addressKey : null;
  const found = await statement<Row>`
    select a.name as desk_name, a.ticket_prefix, a.language as desk_language, a.time_zone, d.name as department_name,
      c.id as contact_id, c.language as contact_language, c.verified_at, p.address, p.verified_at as address_verified_at,
      m.id as mailbox_id, m.address as mailbox_address, m.language as mailbox_language, m.signature as mailbox_signature,
      m.plus_addressing, case when ${asked.automatic ?? false}::boolean
        then pg_advisory_xact_lock(hashtextextended(a.id || ' automatic ' || c.id, 7026))::text end as turn
    from account a
    join department d on d.account_id = a.id and d.id = ${asked.departmentId}
    join contact c on c.account_id = a.id and c.id = coalesce(${contactId}::bigint,
      (select contact_id from contact_address where account_id = ${accountId} and address_key = ${addressKey}::text))
    left join lateral (select address, verified_at from contact_address x where x.account_id = a.id and x.contact_id = c.id
      order by x.is_primary desc, x.address_key limit 1) p on true
    left join lateral (select * from mailbox b where b.account_id = a.id and b.retired_at is null
      order by (b.id = ${asked.mailboxId ?? -1}) desc, (b.department_id = d.id) desc, (b.address is null), b.id limit 1) m on true
    where a.id = ${accountId}`.execute(tx);
  const [row] = found.rows;
  if (row === undefined) throw new Error("The contact to write to is not there.");
  return {
    deskName: row.desk_name,
    ticketPrefix: row.ticket_prefix,
    deskLanguage: row.desk_language,
    timeZone: row.time_zone,
    departmentName: row.department_name,
    contactId: row.contact_id,
    contactLanguage: row.contact_language,
    address: row.address,
    contactVerified: row.verified_at !== null || row.address_verified_at !== null,
    mailboxId: row.mailbox_id,
    mailboxAddress: row.mailbox_address,
    mailboxLanguage: row.mailbox_language,
    mailboxSignature: row.mailbox_signature ?? "",
    plusAddressing: row.plus_addressing ?? false,
    ...("ticketId" in asked.mails ? await readMails(tx, accountId, asked.mails.ticketId) : asked.mails),
  };
}

async function readMails(tx: Tx, accountId: number, ticketId: number): Promise<CorrespondenceMails> {
  const found = await sql<{ mail_id: string | null; kind: string; envelope_to: string | null }>`
    select m.mail_id, m.kind, i.envelope_to from message m
    left join intake i on i.account_id = m.account_id and i.id = m.intake_id
    where m.account_id = ${accountId} and m.ticket_id = ${ticketId} and m.kind in ('customer', 'agent')
    order by m.id desc limit 20`.execute(tx);
  return {
    arrivedAt: found.rows.find((mail) => mail.envelope_to !== null)?.envelope_to?.split(", ")[0] ?? null,
    mailIds: found.rows.flatMap((mail) => mail.mail_id ?? []).toReversed(),
    lastCustomerMailId:
      found.rows.find((mail) => mail.kind === "customer" && mail.mail_id !== null)?.mail_id ?? null,
  };
}

type Row = {
  desk_name: string;
  ticket_prefix: string;
  desk_language: string;
  time_zone: string;
  department_name: string;
  contact_id: number;
  contact_language: string | null;
  verified_at: Instant | null;
  address: string | null;
  address_verified_at: Instant | null;
  mailbox_id: number | null;
  mailbox_address: string | null;
  mailbox_language: string | null;
  mailbox_signature: string | null;
  plus_addressing: boolean | null;
};

export type WrittenMessage = {
  readonly text: string;
  readonly html: string | null;
  readonly authorName: string;
  readonly files: readonly {
    readonly sha256: string;
    readonly filename: string;
    readonly contentType: string;
    readonly contentId: string | null;
    readonly inline: boolean;
  }[];
};

export async function readWrittenMessage(
  tx: Tx,
  accountId: number,
  messageId: number,
): Promise<WrittenMessage> {
  const row = await tx
    .selectFrom("message")
    .select(["text", "html", "author_name"])
    .where("account_id", "=", accountId)
    .where("id", "=", messageId)
    .executeTakeFirstOrThrow();
  const files = await tx
    .selectFrom("attachment")
    .select(["sha256", "filename", "content_type", "content_id", "inline"])
    .where("account_id", "=", accountId)
    .where("message_id", "=", messageId)
    .orderBy("id")
    .execute();
  return {
    text: row.text,
    html: row.html,
    authorName: row.author_name,
    files: files.map((file) => ({
      sha256: file.sha256,
      filename: file.filename,
      contentType: file.content_type,
      contentId: file.content_id,
      inline: file.inline,
    })),
  };
}

/** The Message-ID under which our message leaves, so that answers find it. */
export async function writeMailId(
  tx: Tx,
  accountId: number,
  messageId: number,
  mailId: string,
): Promise<void> {
  await tx
    .updateTable("message")
    .set({ mail_id: mailId })
    .where("account_id", "=", accountId)
    .where("id", "=", messageId)
    .execute();
}
