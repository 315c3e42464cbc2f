import { mkdtemp, chmod, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { dovecotMissing, freePort, startDovecot, type Dovecot } from "../test/dovecot.ts";
import { sendRaw } from "../test/mail-desk.ts";
import { storedServer } from "../src/mailboxes/mail-servers.ts";
import { openDatabase, type OpenDatabase } from "../src/platform/postgres/open-database.ts";
import { createSealer } from "../src/platform/sealed-value.ts";
import { audit, isClean } from "./audit.ts";
import { createDeskProcess, type DeskProcess } from "./desk-process.ts";
import { madeUpMail } from "./made-up-mail.ts";
import { seeded } from "./seeded.ts";
import { openTruth, type Truth } from "./truth.ts";

export type SoakSettings = {
  readonly mails: number;
  /** kill -9 of the server, at random moments. */
  readonly kills: number;
  /** kill -9 of PostgreSQL. */
  readonly pgkills: number;
  readonly seed: number;
};

const silent = { info: () => undefined, warn: () => undefined };
const writers = 6;
const imapBatch = 10;
const patienceMs = 15 * 60_000;

/**
 * Hands mails to a real server by SMTP (as a mail server does: until it says
 * 250) and by IMAP (Dovecot) while server and database are killed at random,
 * then counts what is there. Answers whether nothing was lost, doubled or changed.
 */
export async function soakMail(settings: SoakSettings): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "kvit-soak-"));
  await chmod(folder, 0o755);
  const dataDir = join(folder, "data");
  await mkdir(dataDir);
  const missing = dovecotMissing();
  if (missing !== null) console.log(`All mails go by SMTP: ${missing}.`);
  const smtpPort = await freePort();
  const desk = createDeskProcess({ dataDir, smtpPort, httpPort: await freePort() });
  await desk.start();
  const database = await openDatabase({ databaseUrl: null, dataDir, role: "command", log: silent });
  const dovecot = missing === null ? await startDovecot() : null;
  const truth = openTruth(join(folder, "truth.jsonl"));
  console.log(`Seed ${settings.seed}, data in ${folder}.`);
  let clean = false;
  try {
    if (dovecot !== null) await connectImap(database, dovecot);
    const began = performance.now();
    await run({ settings, desk, smtpPort, dovecot, truth });
    await settled(database, truth);
    const seconds = (performance.now() - began) / 1000;
    const found = await audit(database.db, join(dataDir, "files"), truth.hashes);
    clean = isClean(found);
    console.log(JSON.stringify({ ...settings, ...found, seconds: Math.round(seconds) }));
    console.log(
      `${found.handed} mails, ${settings.kills} kills of the server, ${settings.pgkills} of PostgreSQL: ${found.lost} lost, ${found.doubled} doubled, ${found.rawDiffers} changed.`,
    );
  } finally {
    truth.close();
    await database.close();
    const code = await desk.end();
    if (code !== 0) console.log(`The server ended with ${code}.`);
    await dovecot?.remove();
  }
  if (clean) await rm(folder, { recursive: true, force: true });
  return clean;
}

type Run = {
  readonly settings: SoakSettings;
  readonly desk: DeskProcess;
  readonly smtpPort: number;
  readonly dovecot: Dovecot | null;
  readonly truth: Truth;
};

async function run({ settings, desk, smtpPort, dovecot, truth }: Run): Promise<void> {
  const random = seeded(settings.seed);
  const name = `${settings.seed}.${process.pid}`;
  const mails = Array.from({ length: settings.mails }, (_, index) => madeUpMail(index, name, random));
  const isByImap = mails.map(() => dovecot !== null && random() < 0.5);
  const bySmtp = mails.filter((_, index) => isByImap[index] !== true);
  const byImap = mails.filter((_, index) => isByImap[index] === true);
  const progress = { handed: 0 };
  const queue = bySmtp.values();
  const smtp = Array.from({ length: writers }, async () => {
    for (const raw of queue) {
      truth.write(raw, "smtp");
      await post(smtpPort, raw);
      progress.handed += 1;
    }
  });
  const imap = async (): Promise<void> => {
    for (let start = 0; start < byImap.length; start += imapBatch) {
      const batch = byImap.slice(start, start + imapBatch);
      for (const raw of batch) truth.write(raw, "imap");
      await dovecot?.append(...batch);
      progress.handed += batch.length;
    }
  };
  await Promise.all([...smtp, imap(), killer(settings, desk, { random, progress })]);
}

type Killing = { readonly random: () => number; readonly progress: { readonly handed: number } };

/** Kills when so many mails were handed over, and a moment later by chance. */
async function killer(
  { mails, kills, pgkills }: SoakSettings,
  desk: DeskProcess,
  killing: Killing,
): Promise<void> {
  const { random, progress } = killing;
  const moment = (what: "server" | "postgres") => ({
    what,
    at: random() * mails * 0.95,
    late: random() * 400,
  });
  const plan = [
    ...Array.from({ length: kills }, () => moment("server")),
    ...Array.from({ length: pgkills }, () => moment("postgres")),
  ].sort((left, right) => left.at - right.at);
  for (const { what, at, late } of plan) {
    while (progress.handed < at) await pause(5);
    await pause(late);
    if (what === "postgres") {
      while (!desk.killPostgres()) await pause(50);
    } else {
      await desk.kill();
      await desk.start();
    }
    console.log(`${Math.round(progress.handed)} handed over: ${what} killed`);
  }
}

/** As a mail server does: keeps the mail and comes back until it is told 250. */
async function post(port: number, raw: Buffer): Promise<void> {
  const from = /<([^<>@]+@[^<>]+)>/.exec(raw.toString("latin1"))?.[1] ?? "someone@customer.test";
  for (;;) {
    try {
      await sendRaw(port, raw, { from, to: ["support@desk.test"] });
      return;
    } catch {
      await pause(100);
    }
  }
}

async function connectImap({ db }: OpenDatabase, dovecot: Dovecot): Promise<void> {
  const { id } = await db.selectFrom("mailbox").select("id").orderBy("id").executeTakeFirstOrThrow();
  const sealer = await createSealer(db, 1);
  const { port, user, password } = dovecot;
  const server = storedServer(
    sealer,
    { accountId: 1, mailboxId: id, kind: "imap" },
    { host: "127.0.0.1", port, secure: false, user, password },
    null,
  );
  await db
    .updateTable("mailbox")
    .set({ imap: JSON.stringify({ ...server, folder: "INBOX" }) })
    .where("id", "=", id)
    .execute();
}

async function settled({ db }: OpenDatabase, truth: Truth): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const lines = await db
      .selectFrom("intake")
      .select(["state", "sha256"])
      .execute()
      .catch(() => []);
    const known = new Set(lines.map((line) => line.sha256));
    const pending = lines.some((line) => line.state === "pending");
    if (!pending && known.size >= truth.hashes.size) return;
    if (performance.now() > end) {
      console.log(`After a long wait ${truth.hashes.size - known.size} mails have not come.`);
      return;
    }
    await pause(500);
  }
}
