import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { whileAway } from "../../../../test/database-away.ts";
import { createDesk } from "../../../../test/factories.ts";
import { addMailbox, mail } from "../../../../test/mail-desk.ts";
import { createDiskBlobStore } from "../../../platform/blobs/blob-store.ts";
import { createSystemClock } from "../../../platform/clock.ts";
import { deliverFromPipe, type PipeArguments } from "./pipe.ts";

describe("mail from a pipe", () => {
  let database: TestDatabase;
  let folder: string;
  let said: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), "kvit-pipe-"));
    const { departmentId, otherDepartmentId } = await createDesk(database.db);
    await addMailbox(database.db, { name: "Support", address: "support@desk.test", departmentId });
    await addMailbox(database.db, {
      name: "Sales",
      address: "sales@desk.test",
      departmentId: otherDepartmentId,
    });
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function deliver(raw: string | Buffer, args: Partial<PipeArguments> = {}): Promise<number> {
    said = [];
    return deliverFromPipe(
      {
        open: async () => ({
          accountId: 1,
          db: database.db,
          blobs: createDiskBlobStore(folder),
          clock: createSystemClock(),
        }),
        say: (words) => said.push(words),
      },
      Readable.from([Buffer.from(raw)]),
      { to: [], from: null, ...args },
    );
  }
  const last = async () =>
    database.db.selectFrom("intake").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
  const count = async () => (await database.db.selectFrom("intake").select("id").execute()).length;

  it("ends with 0 once the mail is committed", async () => {
    expect(await deliver(mail(), { to: ["support@desk.test"], from: "ann@customer.test" })).toBe(0);
    expect(await last()).toMatchObject({
      door: "pipe",
      state: "pending",
      envelope_from: "ann@customer.test",
      envelope_to: "support@desk.test",
    });
  });

  it("finds the mailbox by the trace fields when it is not told", async () => {
    expect(await deliver(`Delivered-To: sales@desk.test\r\n${mail()}`)).toBe(0);
    expect((await last())?.envelope_to).toBe("sales@desk.test");
  });

  it("F20: ends with 75 while the database is away, so that the mail server keeps the mail", async () => {
    const raw = mail({ subject: "kept" });
    const before = await count();
    await whileAway(database, async () => {
      expect(await deliver(raw, { to: ["support@desk.test"] })).toBe(75);
      expect(said[0]).toMatch(/cannot be taken now/);
    });
    expect(await deliver(raw, { to: ["support@desk.test"] })).toBe(0);
    expect(await count()).toBe(before + 1);
  });

  it("F20: ends with 75 when the house cannot be opened at all", async () => {
    const code = await deliverFromPipe(
      { open: async () => Promise.reject(new Error("no server")), say: () => undefined },
      Readable.from([Buffer.from(mail())]),
      { to: ["support@desk.test"], from: null },
    );
    expect(code).toBe(75);
  });

  it.each([
    [64, "a mail", { to: ["nonsense"] }],
    [64, "a mail", { from: "no sense" }],
    [65, "", {}],
    [65, "There is no header in these words", {}],
    [67, "a mail", { to: ["nobody@elsewhere.test"] }],
  ] as const)("ends with %s for %j to %j, as keeping it would not help", async (code, text, args) => {
    const before = await count();
    expect(await deliver(text === "a mail" ? mail() : text, args)).toBe(code);
    expect(said).toHaveLength(1);
    expect(await count()).toBe(before);
  });
});
