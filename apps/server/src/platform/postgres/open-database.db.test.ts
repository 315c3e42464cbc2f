import { createServer } from "node:net";
import { Client } from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createTestDatabase } from "../../../test/database.ts";
import { openDatabase } from "./open-database.ts";

const silent = { info: () => undefined, warn: () => undefined };
const database = await createTestDatabase();
afterAll(database.drop);

/** The test server as somebody with a URL sees it. */
function urlWith(change: (url: URL) => void): string {
  const client = new Client(inject("testServer").connection);
  const url = new URL("postgresql://placeholder/");
  const socket = client.host.startsWith("/");
  url.username = client.user ?? "";
  url.password = client.password ?? "";
  url.pathname = `/${database.name}`;
  url.port = String(client.port);
  if (socket) url.searchParams.set("host", client.host);
  else url.hostname = client.host;
  change(url);
  return url.href;
}

async function open(databaseUrl: string) {
  return openDatabase({ databaseUrl, dataDir: "/nonexistent", role: "server", log: silent });
}

describe("a database given by URL", () => {
  it("is used as it is, and no server of ours is started", async () => {
    const opened = await open(urlWith(() => undefined));
    const { rows } = await opened.pool.query("select current_database() as name");
    expect(rows).toStrictEqual([{ name: database.name }]);
    expect(opened.embedded).toBeNull();
    await opened.close();
  });

  it("with a wrong password is refused in one sentence that does not repeat it", async () => {
    const url = urlWith((parts) => {
      parts.password = "not-the-password";
    });
    const refusal = await open(url).catch((error: unknown) => String(error));
    expect(refusal).toMatch(
      /^StartupError: PostgreSQL at .* does not let \w+ in \(.*\): correct the user and the password/,
    );
    expect(refusal).not.toContain("not-the-password");
  });

  it("that does not exist is refused in one sentence", async () => {
    const url = urlWith((parts) => {
      parts.pathname = "/no_such_database";
    });
    await expect(open(url)).rejects.toThrow(
      / has no database no_such_database: create it or correct KVIT_DATABASE_URL\.$/,
    );
  });

  it("where nobody listens is refused in one sentence", async () => {
    const port = await closedPort();
    await expect(open(`postgresql://kvit:secret@127.0.0.1:${port}/kvit`)).rejects.toThrow(
      /^PostgreSQL at 127\.0\.0\.1:\d+ cannot be reached \(.*ECONNREFUSED.*\): start it or correct KVIT_DATABASE_URL\.$/,
    );
  });

  it("older than 15 is refused in one sentence", async () => {
    const old = await fakeServer("14.11");
    await expect(open(`postgresql://kvit@127.0.0.1:${old.port}/kvit`)).rejects.toThrow(
      "The server in KVIT_DATABASE_URL is PostgreSQL 14.11; Kvit needs version 15 or newer.",
    );
    await old.close();
  });
});

async function closedPort(): Promise<number> {
  const { port, close } = await listening(createServer());
  await close();
  return port;
}

async function listening(server: ReturnType<typeof createServer>) {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const close = async (): Promise<void> => {
    await new Promise((resolve) => {
      server.close(resolve);
    });
  };
  return { port: typeof address === "object" && address !== null ? address.port : 0, close };
}

/** Speaks just enough of the protocol (version 3) to let anybody in and answer one query with its version. */
async function fakeServer(version: string) {
  const number = String(Number(version.split(".")[0]) * 10_000);
  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.concat([frame("R", int32(0)), frame("Z", Buffer.from("I"))]));
      socket.once("data", () => {
        const columns = Buffer.concat([int16(2), column("number", 23), column("version", 25)]);
        const row = Buffer.concat([int16(2), value(number), value(version)]);
        const done = Buffer.from("SELECT 1\0");
        socket.write(
          Buffer.concat([
            frame("T", columns),
            frame("D", row),
            frame("C", done),
            frame("Z", Buffer.from("I")),
          ]),
        );
      });
    });
  });
  return listening(server);
}

const int32 = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(number);
  return bytes;
};
const int16 = (number: number): Buffer => int32(number).subarray(2);
const frame = (type: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
const value = (text: string): Buffer => Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)]);
const column = (name: string, type: number): Buffer =>
  Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)]);
