import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { end, launch } from "../../../test/launched.ts";
import type { PostgresConnection } from "./connection.ts";
import { type EmbeddedOptions, startEmbeddedPostgres } from "./embedded.ts";
import { prepareHome } from "./embedded/home.ts";
import { processIdentity } from "./embedded/process-identity.ts";
import { createPool } from "./pool.ts";

const silent = { info: () => undefined, warn: () => undefined };
const scratch = mkdtempSync(join(tmpdir(), "kvit-embedded-"));
chmodSync(scratch, 0o755);
const isRoot = process.getuid?.() === 0;
let folders = 0;
const freshFolder = (): string => join(scratch, String((folders += 1)), "data");

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function start(dataDir: string, more: Partial<EmbeddedOptions> = {}) {
  return startEmbeddedPostgres({ dataDir, log: silent, role: "server", durable: false, ...more });
}

async function ask<Row extends object>(
  connection: PostgresConnection,
  statement: string,
): Promise<Row | undefined> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows[0];
  } finally {
    await client.end();
  }
}

function mount(folder: string, size: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=755`, "tmpfs", folder]).status === 0;
}

/** Containers may forbid it even to root. */
function canMount(): boolean {
  const folder = mkdtempSync(join(scratch, "mount-"));
  return isRoot && mount(folder, "64k") && spawnSync("umount", [folder]).status === 0;
}

describe("a fresh embedded server", () => {
  const dataDir = freshFolder();
  let server: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    server = await start(dataDir, { durable: true });
  });
  afterAll(() => server.stop());

  it("is durable, sorts alike everywhere and speaks on a private socket alone", async () => {
    const settings = await ask(
      server.connection,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync,
        current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses,
        (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) as locale,
        (select rolsuper from pg_roles where rolname = current_user) as superuser`,
    );
    expect(settings).toStrictEqual({
      fsync: "on",
      sync: "on",
      checksums: "on",
      addresses: "",
      locale: "b C.UTF-8",
      superuser: false,
    });
    expect(statSync(String(server.connection.host)).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, "postgres", "password")).mode & 0o777).toBe(0o600);
  });

  it.each(["kvit", "kvit_admin", "postgres"])("lets nobody in as %s without the password", async (user) => {
    const guess = { ...server.connection, user, password: "guess" };
    await expect(ask(guess, "select 1")).rejects.toThrow(/password authentication failed/);
  });

  it("refuses a second server on the same data in one sentence", async () => {
    await expect(launch(dataDir)).rejects.toThrow(
      new RegExp(
        `^Another Kvit \\(process ${process.pid}\\) is using the data in .*: stop it first or set KVIT_DATA_DIR\\.$`,
      ),
    );
  });

  it("lets a command join, and goes on when the command ends", async () => {
    const command = await launch(dataDir, { role: "command" });
    expect(command.pid).toBe(server.pid());
    expect(await end(command, "SIGTERM")).toBe(0);
    expect(await ask(server.connection, "select 1 as one")).toStrictEqual({ one: 1 });
  });
});

async function anyBackend(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
  );
  return rows[0]!.pid;
}

/** Four writers that insert one number after the other and note those the server has acknowledged. */
function keepWriting(pool: Pool) {
  const acknowledged: number[] = [];
  let next = 0;
  let failures = 0;
  const ending = new AbortController();
  const write = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const id = (next += 1);
      try {
        await pool.query("insert into kept values ($1)", [id]);
        acknowledged.push(id);
      } catch {
        failures += 1;
      }
    }
  };
  const writers = [write(), write(), write(), write()];
  const grows = async (count: () => number, by: number): Promise<void> => {
    const goal = count() + by;
    await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(goal);
  };
  return {
    progress: () => grows(() => acknowledged.length, 50),
    failure: () => grows(() => failures, 0),
    end: async () => {
      ending.abort();
      await Promise.all(writers);
      return acknowledged;
    },
  };
}

describe("F4: an embedded server whose process is killed", () => {
  it("comes back by itself within 30 s, the same pool goes on, and no acknowledged write is lost", async () => {
    const seen: string[] = [];
    const server = await start(freshFolder(), {
      durable: true,
      onDown: () => seen.push("down"),
      onUp: () => seen.push("up"),
    });
    const { pool, close } = createPool(server.connection, silent);
    await pool.query("create table kept (id int primary key)");
    const load = keepWriting(pool);
    for (const victim of ["backend", "postmaster", "backend", "postmaster", "postmaster"]) {
      await load.progress();
      process.kill(victim === "postmaster" ? server.pid() : await anyBackend(pool), "SIGKILL");
      await load.failure();
    }
    await load.progress();
    const acknowledged = await load.end();
    const { rows } = await pool.query<{ id: number }>("select id from kept");
    const present = new Set(rows.map(({ id }) => id));
    expect(acknowledged.filter((id) => !present.has(id))).toStrictEqual([]);
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(seen).toStrictEqual(["down", "up", "down", "up", "down", "up"]);
    await close();
    await server.stop();
  }, 120_000);

  it("is not started again once it was told to stop", async () => {
    const server = await start(freshFolder());
    const pid = server.pid();
    process.kill(pid, "SIGKILL");
    await server.stop();
    expect(processIdentity(pid)).toBeNull();
    await expect(ask(server.connection, "select 1")).rejects.toThrow(/ENOENT|ECONNREFUSED/);
  });
});

describe("a server left running by a killed Kvit", () => {
  it("is taken over with all it holds, and stops with its new owner", async () => {
    const dataDir = freshFolder();
    const first = await launch(dataDir);
    await ask(first.connection, "create table kept as select 7 as number");
    await end(first, "SIGKILL");
    const second = await start(dataDir);
    expect(second.pid()).toBe(first.pid);
    expect(await ask(second.connection, "select number from kept")).toStrictEqual({ number: 7 });
    await second.stop();
    expect(processIdentity(first.pid)).toBeNull();
  });

  it("is replaced when it was killed as well", async () => {
    const dataDir = freshFolder();
    const first = await launch(dataDir);
    await end(first, "SIGKILL");
    process.kill(first.pid, "SIGKILL");
    const second = await start(dataDir);
    expect(second.pid()).not.toBe(first.pid);
    await second.stop();
  });

  it("does not lock anybody out when its process number was given to another program", async () => {
    const dataDir = freshFolder();
    const first = await launch(dataDir);
    await end(first, "SIGTERM");
    const cluster = join(dataDir, "postgres", "cluster");
    writeFileSync(join(cluster, "postmaster.pid"), `${process.pid}\n${cluster}\n1\n5432\n/nowhere\n\n`);
    const second = await start(dataDir);
    expect(await ask(second.connection, "select 1 as one")).toStrictEqual({ one: 1 });
    await second.stop();
  });
});

describe("a data folder", () => {
  it("may lie deeper than a socket's path may be long", async () => {
    const dataDir = join(freshFolder(), "n".repeat(120));
    const server = await start(dataDir);
    const socket = String(server.connection.host);
    expect(socket.startsWith(dataDir)).toBe(false);
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    await server.stop();
    expect(() => statSync(socket)).toThrow(/ENOENT/);
  });

  it("that is a file is refused in one sentence", async () => {
    const file = freshFolder();
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, "");
    await expect(start(file)).rejects.toThrow(
      `The data folder ${file} is not a folder: move the file away or choose another place.`,
    );
    await expect(start(join(file, "below"))).rejects.toThrow("is not a folder");
  });

  it.each([
    [
      "of another version of PostgreSQL",
      (cluster: string) => writeFileSync(join(cluster, "PG_VERSION"), "17\n"),
      "was made by PostgreSQL 17",
    ],
    ["without its version", (cluster: string) => rmSync(join(cluster, "PG_VERSION")), "is damaged"],
    [
      "without its tables",
      (cluster: string) => rmSync(join(cluster, "global"), { recursive: true }),
      "is damaged",
    ],
    [
      "without its control file",
      (cluster: string) => rmSync(join(cluster, "global", "pg_control")),
      "is damaged (it has no global/pg_control): restore the folder from a backup.",
    ],
    [
      "whose settings cannot be read",
      (cluster: string) => writeFileSync(join(cluster, "postgresql.conf"), "no_such_setting = 1\n"),
      "and restore the folder from a backup if it is damaged.",
    ],
  ])("with a cluster %s is refused in one sentence and left alone", async (_, harm, sentence) => {
    const dataDir = freshFolder();
    const server = await start(dataDir);
    await server.stop();
    harm(join(dataDir, "postgres", "cluster"));
    await expect(start(dataDir)).rejects.toThrow(sentence);
    await expect(start(dataDir)).rejects.toThrow(/^[^\n]+\.$/);
  });
});

describe.runIf(isRoot)("as root", () => {
  const nobody = { uid: 65_534, gid: 65_534 };

  it("runs the server as another user", async () => {
    const server = await start(freshFolder());
    expect(statSync(`/proc/${server.pid()}`).uid).not.toBe(0);
    await server.stop();
  });

  it("keeps the cluster of a folder only root can enter elsewhere, and says so there", async () => {
    const hidden = freshFolder();
    mkdirSync(hidden, { recursive: true });
    chmodSync(hidden, 0o700);
    const dataDir = join(hidden, "data");
    const server = await start(dataDir);
    await ask(server.connection, "create table kept as select 7 as number");
    await server.stop();
    const pointer = readFileSync(join(dataDir, "postgres-is-elsewhere.txt"), "utf8");
    const { folder } = prepareHome(dataDir);
    expect(folder).toMatch(/^\/var\/lib\/kvit\/clusters\//);
    expect(pointer).toContain(`\n${folder}\n`);
    const again = await start(dataDir);
    expect(await ask(again.connection, "select number from kept")).toStrictEqual({ number: 7 });
    await again.stop();
    rmSync(folder, { recursive: true });
    await expect(start(dataDir)).rejects.toThrow(
      `says that the database is in ${folder}, but that folder does not exist`,
    );
  });

  it("an ordinary user starts a server too, and is told when a folder is not theirs", async () => {
    const dataDir = freshFolder();
    mkdirSync(dataDir, { recursive: true });
    chownSync(dataDir, nobody.uid, nobody.gid);
    const server = await launch(dataDir, nobody);
    expect(await ask(server.connection, "select current_user as name")).toStrictEqual({ name: "kvit" });
    expect(await end(server, "SIGTERM")).toBe(0);

    const foreign = freshFolder();
    mkdirSync(foreign, { recursive: true });
    await expect(launch(foreign, nobody)).rejects.toThrow(
      /^The data folder .* is not writable for this user/,
    );
  });

  it.runIf(canMount())("a full disk is told in one sentence, at the first start and later", async () => {
    const disk = freshFolder();
    mkdirSync(disk, { recursive: true });
    const dataDir = join(disk, "data");
    const sentence = /^The disk that holds .* is full: free some space and start again\.$/;
    mount(disk, "16m");
    try {
      await expect(start(dataDir)).rejects.toThrow(sentence);
    } finally {
      spawnSync("umount", [disk]);
    }
    mount(disk, "120m");
    try {
      await (await start(dataDir)).stop();
      spawnSync("dd", ["if=/dev/zero", `of=${join(disk, "filler")}`, "bs=64k"]);
      await expect(start(dataDir)).rejects.toThrow(sentence);
      rmSync(join(disk, "filler"));
      await (await start(dataDir)).stop();
    } finally {
      spawnSync("umount", [disk]);
    }
  });

  it("takes over what an ordinary user began, as that user", async () => {
    const dataDir = freshFolder();
    mkdirSync(dataDir, { recursive: true });
    chownSync(dataDir, nobody.uid, nobody.gid);
    await end(await launch(dataDir, nobody), "SIGTERM");
    const server = await start(dataDir);
    expect(statSync(`/proc/${server.pid()}`).uid).toBe(nobody.uid);
    await server.stop();
    await end(await launch(dataDir, nobody), "SIGTERM");
  });
});
