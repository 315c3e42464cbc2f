import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { dovecotMissing, freePort, startDovecot, type Dovecot } from "../../../test/dovecot.ts";
import { createDesk } from "../../../test/factories.ts";
import { createFakeRelay, type FakeRelay } from "../../../test/fake-relay.ts";
import { launchMail, post, type MailProcess } from "../../../test/launch-mail.ts";
import { addMailbox, mail, testSealer, until } from "../../../test/mail-desk.ts";
import { storedServer } from "../../mailboxes/mail-servers.ts";
import { createDiskBlobStore } from "../../platform/blobs/blob-store.ts";
import type { Failpoint } from "./intake/failpoint.ts";

const missing = dovecotMissing();
if (missing !== null) console.log(`Skipped: ${missing}, so the boundaries of fetching are not killed at.`);

describe("a process killed with -9", () => {
  let database: TestDatabase;
  let folder: string;
  let mailboxId: number;
  let smtpPort: number;
  let relay: FakeRelay;
  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), "kvit-faults-"));
    const { departmentId } = await createDesk(database.db);
    mailboxId = await addMailbox(database.db, {
      name: "Support",
      address: "support@desk.test",
      departmentId,
    });
    smtpPort = await freePort();
    relay = await createFakeRelay();
  });
  beforeEach(async () => {
    await database.db.deleteFrom("intake").execute();
    await database.db.deleteFrom("message").execute();
    await database.db.deleteFrom("outbox").execute();
  });
  afterAll(async () => {
    await relay.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const launched: MailProcess[] = [];
  afterEach(async () => {
    for (const process of launched.splice(0)) await process.kill();
  });
  async function launch(die: { at: Failpoint; hit: number } | null = null): Promise<MailProcess> {
    const started = await launchMail({
      connection: database.connection,
      blobs: folder,
      smtpPort,
      smtpUrl: relay.url,
      die,
    });
    launched.push(started);
    return started;
  }
  const pending = async () =>
    (await database.db.selectFrom("intake").select("id").where("state", "=", "pending").execute()).length;
  const unsent = async () =>
    (
      await database.db
        .selectFrom("outbox")
        .select("id")
        .where("state", "in", ["held", "queued", "sending"])
        .execute()
    ).length;

  /** What was handed over, written down before it was. */
  function truth(count: number): { raws: string[]; hashes: Set<string> } {
    const raws = Array.from({ length: count }, (_, index) =>
      mail({ from: `t${index}@customer.test`, subject: `truth ${index}`, text: `Number ${index}.` }),
    );
    const hashes = raws.map((raw) => createHash("sha256").update(raw).digest("hex"));
    return { raws, hashes: new Set(hashes) };
  }

  /** 0 lost, 0 doubled, raw bytes as they were handed over. */
  async function audit({ hashes }: { hashes: Set<string> }): Promise<void> {
    const rows = await database.db.selectFrom("intake").selectAll().execute();
    const messages = await database.db
      .selectFrom("message")
      .selectAll()
      .where("kind", "=", "customer")
      .execute();
    const kept = rows.filter((row) => row.state === "message");
    expect(kept.map((row) => row.sha256).sort()).toEqual([...hashes].sort());
    expect(rows.filter((row) => row.state !== "message").every((row) => row.reason === "duplicate")).toBe(
      true,
    );
    expect(messages).toHaveLength(kept.length);
    expect(new Set(messages.map((message) => message.intake_id))).toEqual(new Set(kept.map((row) => row.id)));
    const blobs = createDiskBlobStore(folder);
    for (const row of kept)
      expect(
        createHash("sha256")
          .update(await blobs.get(row.sha256))
          .digest("hex"),
      ).toBe(row.sha256);
  }

  const boundaries = [
    "raw-received",
    "raw-stored",
    "intake-inserted",
    "intake-committed",
    "intake-claimed",
    "mail-understood",
    "files-stored",
    "ticket-written",
    "ticket-committed",
  ] as const satisfies readonly Failpoint[];

  it.each(boundaries)(
    "F2: killed at %s, no mail is lost and none comes twice",
    async (at) => {
      const handed = truth(4);
      const first = await launch({ at, hit: 2 });
      const posted = Promise.all(handed.raws.map(async (raw) => post(smtpPort, raw)));
      await first.gone;
      const second = await launch();
      await posted;
      await until(async () => (await pending()) === 0, "every mail has come to its end", 20_000);
      await audit(handed);
      expect(await second.end()).toBe(0);
    },
    60_000,
  );

  it
    .skipIf(missing !== null)
    .each(["door-answered", "imap-flagged", "raw-stored", "intake-committed"] as const)(
    "F2: killed at %s while fetching, no mail is lost and none comes twice",
    async (at) => {
      const handed = truth(4);
      const dovecot: Dovecot = await startDovecot();
      try {
        await dovecot.append(...handed.raws);
        await setImap(dovecot);
        const first = await launch({ at, hit: at === "imap-flagged" ? 1 : 2 });
        await first.gone;
        const second = await launch();
        await until(async () => (await count()) >= 4 && (await pending()) === 0, "all are taken", 20_000);
        await audit(handed);
        await until(async () => (await dovecot.list()).every((each) => each.seen), "all are marked as read");
        expect(await second.end()).toBe(0);
      } finally {
        await setImap(null);
        await dovecot.remove();
      }
    },
    60_000,
  );

  const count = async () => (await database.db.selectFrom("intake").select("id").execute()).length;
  async function setImap(dovecot: Dovecot | null): Promise<void> {
    const place = { accountId: 1, mailboxId, kind: "imap" } as const;
    const settings =
      dovecot === null
        ? null
        : JSON.stringify({
            ...storedServer(
              testSealer,
              place,
              {
                host: "127.0.0.1",
                port: dovecot.port,
                secure: false,
                user: dovecot.user,
                password: dovecot.password,
              },
              null,
            ),
            folder: "INBOX",
          });
    await database.db.updateTable("mailbox").set({ imap: settings }).execute();
    await database.db.deleteFrom("imap_cursor").execute();
  }

  it("F1: killed again and again at random while mail runs in, nothing is lost and nothing comes twice", async () => {
    const handed = truth(80);
    const random = seeded(11);
    let running = await launch();
    const progress = { done: false };
    const posted = (async () => {
      for (let start = 0; start < handed.raws.length; start += 4)
        await Promise.all(handed.raws.slice(start, start + 4).map(async (raw) => post(smtpPort, raw)));
      progress.done = true;
    })();
    for (let kills = 0; kills < 5 && !progress.done; kills += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50 + random() * 600));
      await running.kill();
      running = await launch();
    }
    await posted;
    await until(async () => (await pending()) === 0, "every mail has come to its end", 30_000);
    await audit(handed);
    expect(await running.end()).toBe(0);
  }, 120_000);

  it.each([
    ["outbox-claimed", 1],
    ["relay-accepted", 2],
    ["outbox-recorded", 1],
  ] as const)(
    "F21: killed at %s, a mail is sent, at most %i times, with the same bytes",
    async (at, most) => {
      const already = relay.arrived.length;
      const first = await launch({ at, hit: 1 });
      await post(smtpPort, mail({ from: `${at}.${already}@customer.test` }));
      await first.gone;
      const second = await launch();
      await until(
        async () => (await pending()) === 0 && (await unsent()) === 0,
        "the receipt is sent",
        30_000,
      );
      const sent = relay.arrived.slice(already);
      expect(sent.length).toBeGreaterThanOrEqual(1);
      expect(sent.length).toBeLessThanOrEqual(most);
      expect(new Set(sent.map(({ raw }) => raw)).size).toBe(1);
      expect(await second.end()).toBe(0);
    },
    60_000,
  );

  it("F49: told to go while mail runs in, it finishes what it has and ends with 0", async () => {
    const handed = truth(30);
    const first = await launch();
    const posted = Promise.all(handed.raws.map(async (raw) => post(smtpPort, raw)));
    await until(async () => (await count()) > 5, "some mails are in");
    expect(await first.end()).toBe(0);
    const leased = await database.db
      .selectFrom("intake")
      .select("id")
      .where("lease_until", "is not", null)
      .execute();
    expect(leased).toEqual([]);
    const second = await launch();
    await posted;
    await until(async () => (await pending()) === 0, "every mail has come to its end", 20_000);
    await audit(handed);
    expect(await second.end()).toBe(0);
  }, 60_000);
});

/** A small generator of numbers in [0, 1) that a seed repeats (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
