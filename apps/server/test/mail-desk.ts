import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Clock } from "../src/platform/clock.ts";
import { createSystemClock } from "../src/platform/clock.ts";
import { createDiskBlobStore, type BlobStore } from "../src/platform/blobs/blob-store.ts";
import type { Db } from "../src/platform/postgres/pool.ts";
import { sealerOf } from "../src/platform/sealed-value.ts";
import { createCustomerLinks } from "../src/customers/customer-links.ts";
import {
  createEmailChannel,
  type EmailChannel,
  type EmailChannelSettings,
} from "../src/channels/email/email-channel.ts";
import type { MailLog } from "../src/channels/email/mail-log.ts";
import { createUnderstander, type Understander } from "../src/channels/email/understand/index.ts";
import type { Principal } from "../src/platform/http/principal.ts";
import { replyToTicket } from "../src/tickets/reply-to-ticket.ts";
import { inTransaction, type WorkDeps } from "../src/tickets/unit-of-work.ts";
import { createDesk, workDeps, type Desk } from "./factories.ts";

export const tokenSecret = Buffer.alloc(32, 7);
export const links = createCustomerLinks(Buffer.alloc(32, 8));
export const testSealer = sealerOf(Buffer.alloc(32, 9));
export const quiet: MailLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A desk with a mailbox, its e-mail channel running on free ports. */
export type MailDesk = {
  readonly db: Db;
  readonly desk: Desk;
  readonly work: WorkDeps;
  readonly blobs: BlobStore;
  readonly mailboxId: number;
  readonly channel: EmailChannel;
  readonly smtpPort: number;
  readonly lmtpPort: number;
  /** Waits until every mail taken in has come to its end. */
  readonly settled: () => Promise<void>;
  /** Hands over a mail by SMTP as it stands. Rejects with the door's answer. */
  readonly hand: (raw: string | Buffer, envelope?: Partial<Envelope>) => Promise<void>;
  /** An agent's public answer, leaving at once. */
  readonly reply: (
    number: number,
    text: string,
    more?: { resolve?: boolean; cc?: string[]; hold?: number },
  ) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Envelope = { readonly from: string; readonly to: readonly string[] };

export type MailDeskOptions = Partial<
  Omit<EmailChannelSettings, "db" | "accountId" | "blobs" | "sealer" | "links" | "tokenSecret">
> & {
  /** null: takes every address. */
  readonly address?: string | null;
  readonly clock?: Clock;
  readonly start?: boolean;
};

export async function createMailDesk(db: Db, options: MailDeskOptions = {}): Promise<MailDesk> {
  const desk = await createDesk(db);
  const address = options.address === undefined ? "support@desk.test" : options.address;
  const mailboxId = await addMailbox(db, { name: "Support", address, departmentId: desk.departmentId });
  const folder = await mkdtemp(join(tmpdir(), "kvit-mail-"));
  const blobs = createDiskBlobStore(folder);
  const work = workDeps(db, options.clock ?? createSystemClock());
  const own: Understander | null =
    options.understander === undefined ? createUnderstander({ workers: 1 }) : null;
  const channel = createEmailChannel({
    ...work,
    accountId: 1,
    blobs,
    log: quiet,
    understander: options.understander ?? own ?? createUnderstander(),
    sealer: testSealer,
    tokenSecret,
    links,
    publicUrl: "http://desk.test",
    smtpUrl: null,
    doors: { host: "127.0.0.1", smtpPort: 0, lmtpPort: 0 },
    ...options,
  });
  const ports = options.start === false ? { smtpPort: 0, lmtpPort: 0 } : await channel.start();
  const smtpPort = ports.smtpPort ?? 0;
  return {
    db,
    desk,
    work,
    blobs,
    mailboxId,
    channel,
    smtpPort,
    lmtpPort: ports.lmtpPort ?? 0,
    settled: async () => until(async () => (await countPending(db)) === 0, "every mail has come to its end"),
    hand: async (raw, envelope) => sendRaw(smtpPort, raw, envelope),
    reply: async (number, text, more = {}) => {
      await inTransaction(work, async (unit) =>
        replyToTicket(unit, channel.mail, {
          caller: principal(desk),
          number,
          body: { text, hold: 0, ...more },
        }),
      );
    },
    async close() {
      await channel.stop();
      await own?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function principal(desk: Desk): Principal {
  return {
    accountId: 1,
    agent: desk.owner,
    name: "Marta Kos",
    email: "owner@primer.test",
    language: "en",
    via: "session",
    scope: "write",
    credential: "test",
  };
}

type NewMailbox = { readonly name: string; readonly address: string | null; readonly departmentId: number };

export async function addMailbox(db: Db, { name, address, departmentId }: NewMailbox): Promise<number> {
  const { id } = await db
    .insertInto("mailbox")
    .values({ account_id: 1, name, address, department_id: departmentId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function countPending(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("intake")
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("state", "=", "pending")
    .executeTakeFirstOrThrow();
  return count;
}

/** Waits for a condition, checked again and again for at most `forMs`. */
export async function until(holds: () => Promise<boolean>, what: string, forMs = 15_000): Promise<void> {
  const end = performance.now() + forMs;
  for (;;) {
    if (await holds()) return;
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Sends bytes by a real SMTP client. */
export async function sendRaw(
  port: number,
  raw: string | Buffer,
  envelope: Partial<Envelope> = {},
): Promise<void> {
  const client = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, name: "client.test" });
  try {
    await client.sendMail({
      envelope: {
        from: envelope.from ?? "ann@customer.test",
        to: [...(envelope.to ?? ["support@desk.test"])],
      },
      raw: typeof raw === "string" ? Buffer.from(raw.replace(/\r?\n/g, "\r\n")) : raw,
    });
  } finally {
    client.close();
  }
}

let nextId = 1;

export type MailParts = {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly id?: string | null;
  readonly text?: string;
  readonly headers?: readonly string[];
};

/** A plain mail from Ann, with its own Message-ID unless told otherwise. */
export function mail(parts: MailParts = {}): string {
  nextId += 1;
  const id = parts.id === undefined ? `m${nextId}.${process.pid}@customer.test` : parts.id;
  return [
    `From: ${parts.from ?? "Ann <ann@customer.test>"}`,
    `To: ${parts.to ?? "support@desk.test"}`,
    `Subject: ${parts.subject ?? "Printer is on fire"}`,
    ...(id === null ? [] : [`Message-ID: <${id}>`, "Date: Sun, 22 Nov 2026 12:00:00 +0000"]),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    ...(parts.headers ?? []),
    "",
    parts.text ?? "It burns, please help.",
    "",
  ].join("\r\n");
}
