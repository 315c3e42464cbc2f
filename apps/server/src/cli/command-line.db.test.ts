import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, urlOf, type TestDatabase } from "../../test/database.ts";
import { readConfig } from "../config.ts";
import { createDiskBlobStore } from "../platform/blobs/blob-store.ts";
import { tokenHash } from "../sign-in/index.ts";
import { runCommandLine } from "./command-line.ts";

let database: TestDatabase;
let unmigrated: TestDatabase;
let folder: string;
const owner = { KVIT_OWNER_EMAIL: "olga@primer.test", KVIT_OWNER_PASSWORD: "a long enough one" };

beforeAll(async () => {
  database = await createTestDatabase();
  unmigrated = await createTestDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), "kvit-cli-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await unmigrated.drop();
  await database.drop();
});

type Run = { readonly code: number; readonly out: readonly string[]; readonly err: string };

async function kvit(
  args: string,
  given: { env?: Record<string, string>; input?: string } = {},
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const env = {
    KVIT_DATABASE_URL: urlOf(database.connection),
    KVIT_DATA_DIR: folder,
    KVIT_HTTP_PORT: "0",
    KVIT_SMTP_PORT: "off",
    ...given.env,
  };
  const code = await runCommandLine(args.split(" "), {
    terminal: {
      answer: (line) => void out.push(line),
      say: (line) => void err.push(line),
      progress: () => ({ update: () => undefined, end: () => undefined }),
    },
    readConfig: () => readConfig(env, folder),
    onInterrupt: () => () => undefined,
    input: Readable.from([given.input ?? ""]),
  });
  return { code, out, err: err.join("\n") };
}

const nowhere = { KVIT_DATABASE_URL: "postgresql://kvit:kvit@127.0.0.1:1/kvit" };
const mail = "From: ana@customer.test\r\nTo: help@primer.test\r\nSubject: Hello\r\n\r\nHello!\r\n";

describe("kvit", () => {
  it("tells its commands and exit codes when asked, and ends with 2 for a command it does not know", async () => {
    const help = await kvit("help");
    expect(help.code).toBe(0);
    for (const word of ["start", "migrate", "verify", "doctor", "api-key", "demo", "mail", "Exit codes"])
      expect(help.out.join("\n")).toContain(word);
    expect(await kvit("dance")).toMatchObject({
      code: 2,
      out: [],
      err: expect.stringContaining("unknown command"),
    });
  });

  it("mail deliver tells every code it may end with, and no other command's", async () => {
    const help = await kvit("mail deliver --help");
    expect(help.code).toBe(0);
    const codes = [...help.out.join("\n").matchAll(/^ {2}(\d+) /gm)].map(([, code]) => Number(code));
    expect(codes).toStrictEqual([0, 64, 65, 67, 75]);
  });

  it("ends with 2 and one sentence when configuration or database are not as they should be", async () => {
    const wrong = await kvit("verify", { env: { KVIT_HTTP_PORT: "many" } });
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("KVIT_HTTP_PORT") });
    const gone = await kvit("verify", { env: nowhere });
    expect(gone).toMatchObject({ code: 2, out: [] });
    expect(gone.err).toMatch(/^PostgreSQL at 127\.0\.0\.1:1 cannot be reached .*$/);
    const old = await kvit("verify", { env: { KVIT_DATABASE_URL: urlOf(unmigrated.connection) } });
    expect(old).toMatchObject({ code: 2, err: expect.stringContaining("run kvit migrate first") });
  });

  it("does not make a desk in a folder where there is none only because it was asked about it", async () => {
    const empty = join(folder, "mistyped");
    const asked = await kvit("verify", { env: { KVIT_DATABASE_URL: "", KVIT_DATA_DIR: empty } });
    expect(asked).toMatchObject({ code: 2, err: expect.stringContaining("There is no desk in") });
  });

  it("migrate names what it applied, and nothing the second time", async () => {
    const env = { KVIT_DATABASE_URL: urlOf(unmigrated.connection) };
    const first = await kvit("migrate", { env });
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining("up to date") });
    expect(first.out).toContain("0001_people-and-departments");
    expect(await kvit("migrate", { env })).toMatchObject({ code: 0, out: [] });
  });

  it("demo refuses a desk that is not set up, and sets it up when the environment names the owner", async () => {
    const refused = await kvit("demo --tickets 5");
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("not set up yet") });
    const made = await kvit("demo --tickets 60 --seed one", { env: owner });
    expect(made.code).toBe(0);
    expect(made.out[0]).toMatch(/^tickets +60$/);
    expect(await kvit("demo --tickets none")).toMatchObject({
      code: 2,
      err: expect.stringContaining("no whole number"),
    });
  });

  it("verify ends with 0 while all is whole, and names ticket and step with 1 when it is not", async () => {
    const whole = await kvit("verify");
    expect(whole.code).toBe(0);
    expect(whole.out.join("\n")).toMatch(/^Verified 60 tickets .*: everything is whole\.$/);
    await database.pool.query(
      "update ticket_event set act = 'x' where ticket_id = (select id from ticket where number = 7) and seq = 2",
    );
    await database.pool.query(
      "update ticket set number = 700 where number = (select max(number) from ticket where status = 'closed')",
    );
    const broken = await kvit("verify");
    expect(broken.code).toBe(1);
    expect(broken.out[0]).toMatch(/^#7, step 2: .*altered/);
    expect(broken.out[1]).toMatch(/^#700, step \d+: .*differs from its events in number/);
    const machine = await kvit("verify --json");
    expect(machine.code).toBe(1);
    expect(JSON.parse(machine.out.join("\n"))).toMatchObject({
      tickets: 60,
      problems: [
        { number: 7, seq: 2, code: "hash-differs" },
        { number: 700, code: "row-differs" },
      ],
    });
    expect(await kvit("verify --ticket KV-7")).toMatchObject({ code: 1 });
    expect(await kvit("verify --ticket #8")).toMatchObject({ code: 0 });
    expect(await kvit("verify --ticket 999")).toMatchObject({
      code: 2,
      out: [],
      err: "There is no ticket 999.",
    });
  });

  it("api-key create prints the key alone, and it opens the door of its agent", async () => {
    const made = await kvit("api-key create --name backup --as olga@primer.test --scope read");
    expect(made).toMatchObject({ code: 0, err: "" });
    expect(made.out).toHaveLength(1);
    const row = await database.db
      .selectFrom("api_key as k")
      .innerJoin("agent as a", "a.id", "k.agent_id")
      .select(["k.name", "k.scope", "a.email"])
      .where("hash", "=", tokenHash(made.out[0] ?? ""))
      .executeTakeFirst();
    expect(row).toEqual({ name: "backup", scope: "read", email: "olga@primer.test" });
    const unknown = await kvit("api-key create --name x --as nobody@primer.test");
    expect(unknown).toMatchObject({ code: 2, out: [], err: expect.stringContaining("no active agent") });
  });

  it("mail deliver ends with 0 only when the mail is in the ledger, and with 75 whatever keeps it out", async () => {
    expect(
      await kvit("mail deliver --to help@primer.test --from ana@customer.test", { input: mail }),
    ).toMatchObject({ code: 0 });
    const kept = await database.db.selectFrom("intake").select(["door", "sha256", "envelope_from"]).execute();
    expect(kept).toMatchObject([{ door: "pipe", envelope_from: "ana@customer.test" }]);
    const stored = await createDiskBlobStore(`${folder}/files`).get(kept[0]?.sha256 ?? "");
    expect(stored.toString()).toBe(mail);
    expect(await kvit("mail deliver", { input: mail, env: nowhere })).toMatchObject({ code: 75 });
    expect(await kvit("mail deliver", { input: mail, env: { KVIT_HTTP_PORT: "many" } })).toMatchObject({
      code: 75,
    });
    expect(await kvit("mail deliver --for help@primer.test", { input: mail })).toMatchObject({ code: 75 });
    expect(await kvit("mail send", { input: mail })).toMatchObject({ code: 75 });
  });
});

describe("kvit doctor", () => {
  it("ends with 0 and a line for each thing while all is well", async () => {
    const { code, out, err } = await kvit("doctor");
    expect(out.filter((line) => !line.startsWith("ok"))).toEqual([]);
    expect({ code, err }).toEqual({ code: 0, err: "All is well." });
    const text = out.join("\n");
    for (const word of ["Node 26", folder, "GiB free", "PostgreSQL", "Mailbox Support", "undamaged"])
      expect(text).toContain(word);
  });

  it("says what is wrong with a port, the relay and the configuration, and what to do", async () => {
    const stranger = await listen("SSH-2.0-stranger\r\n");
    const { port } = stranger.address() as AddressInfo;
    const env = { KVIT_SMTP_PORT: String(port), KVIT_SMTP_URL: "smtp://127.0.0.1:1" };
    const { code, out } = await kvit("doctor", { env });
    stranger.close();
    expect(code).toBe(1);
    const text = out.join("\n");
    expect(text).toContain(`problem  Port ${port} (SMTP) is in use by another program.`);
    expect(text).toContain("→ Stop that program or set KVIT_SMTP_PORT");
    expect(text).toContain("problem  The relay 127.0.0.1:1 does not take our mail");
    expect(await kvit("doctor", { env: { KVIT_HTTP_PORT: "many" } })).toMatchObject({ code: 1 });
  });

  it("knows its own ports by their greeting", async () => {
    const own = await listen("220 desk.test ESMTP Kvit\r\n");
    const { port } = own.address() as AddressInfo;
    const { code, out } = await kvit("doctor", { env: { KVIT_SMTP_PORT: String(port) } });
    own.close();
    expect(code).toBe(0);
    expect(out).toContain(`ok       Port ${port} (SMTP): Kvit answers`);
  });

  it("finds a stored mail that was changed on disk, and a database that is away", async () => {
    const { sha256 } = await database.db.selectFrom("intake").select("sha256").executeTakeFirstOrThrow();
    writeFileSync(join(folder, "files", sha256.slice(0, 2), sha256), "changed");
    const damaged = await kvit("doctor");
    expect(damaged.code).toBe(1);
    expect(damaged.out.join("\n")).toMatch(
      /problem {2}1 of 1 stored files and mails are missing or damaged: .*changed on disk/,
    );
    const away = await kvit("doctor", { env: nowhere });
    expect(away.code).toBe(1);
    expect(away.out.join("\n")).toContain("problem  PostgreSQL at 127.0.0.1:1 cannot be reached");
  });
});

async function listen(greeting: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(greeting);
  });
  const { promise, resolve } = Promise.withResolvers<Server>();
  server.listen(0, "127.0.0.1", () => resolve(server));
  return promise;
}
