import { createHash } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTicket } from "../../../test/factories.ts";
import { post } from "../../../test/launch-mail.ts";
import { createMailDesk, mail, until, type MailDesk } from "../../../test/mail-desk.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../platform/postgres/embedded.ts";
import { migrate } from "../../platform/postgres/migrate.ts";
import { createPool, type OpenPool } from "../../platform/postgres/pool.ts";
import { verifyAllTickets } from "../../verify/index.ts";

const quiet = { info: () => undefined, warn: () => undefined };

describe("PostgreSQL killed with -9 under load", () => {
  let folder: string;
  let server: EmbeddedPostgres;
  let pool: OpenPool;
  let desk: MailDesk;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "kvit-killed-"));
    await chmod(folder, 0o755);
    // Against the death of the process, not of the machine: what was committed has left its memory.
    const settings = { synchronous_commit: "on" };
    server = await startEmbeddedPostgres({
      dataDir: folder,
      log: quiet,
      role: "server",
      durable: false,
      settings,
    });
    pool = createPool(server.connection, quiet, { max: 5 });
    await migrate(pool.db);
    desk = await createMailDesk(pool.db, { leaseMs: 1000 });
  }, 120_000);
  afterAll(async () => {
    await desk.close();
    await pool.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("F4: no mail and no write that was answered for is lost, none comes twice, and work goes on by itself", async () => {
    const raws = Array.from({ length: 60 }, (_, index) =>
      mail({ from: `k${index}@customer.test`, text: `Number ${index}.` }),
    );
    const waiting = raws.values();
    const writers = Array.from({ length: 4 }, async () => {
      for (const raw of waiting) await post(desk.smtpPort, raw);
    });
    const load = { ends: false };
    const acknowledged: number[] = [];
    const desks = Array.from({ length: 2 }, async () => {
      while (!load.ends)
        await createTicket(desk.work, desk.desk, { channel: "api" }).then(
          ({ ticket }) => acknowledged.push(ticket.number),
          async () => pause(50),
        );
    });
    const ledger = async () => pool.db.selectFrom("intake").selectAll().execute();
    const taken = async (count: number) =>
      until(async () => (await ledger().catch(() => [])).length >= count, `${count} mails are in`, 60_000);
    for (const count of [8, 30]) {
      await taken(count);
      const killedAt = performance.now();
      process.kill(server.pid(), "SIGKILL");
      await until(
        async () =>
          ledger().then(
            () => true,
            () => false,
          ),
        "the database answers again",
        30_000,
      );
      expect(performance.now() - killedAt).toBeLessThan(30_000);
    }
    await taken(50);
    const [backend] = (await pool.pool.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
    process.kill(backend?.pid ?? 0, "SIGKILL");
    await Promise.all(writers);
    load.ends = true;
    await Promise.all(desks);
    await until(
      async () => (await ledger().catch(() => [])).every((row) => row.state !== "pending"),
      "every mail has come to its end",
      60_000,
    );

    const kept = (await ledger()).filter((row) => row.state === "message");
    expect(new Set(kept.map((row) => row.sha256))).toEqual(
      new Set(raws.map((raw) => createHash("sha256").update(raw).digest("hex"))),
    );
    expect(kept).toHaveLength(60);
    const messages = await pool.db
      .selectFrom("message")
      .select("intake_id")
      .where("intake_id", "is not", null)
      .execute();
    expect(messages).toHaveLength(60);

    expect(acknowledged.length).toBeGreaterThan(10);
    const written = await pool.db
      .selectFrom("ticket")
      .select("number")
      .where("channel", "=", "api")
      .execute();
    expect(written.map(({ number }) => number)).toEqual(expect.arrayContaining(acknowledged));
    const { problems } = await verifyAllTickets(pool.db, { connection: server.connection });
    expect(problems).toEqual([]);
  }, 180_000);
});
