import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, urlOf, type TestDatabase } from "../../test/database.ts";
import { pagesFolder } from "../../test/pages-folder.ts";
import { createApiKey } from "../api-keys/index.ts";
import { readConfig } from "../config.ts";
import { createSystemClock } from "../platform/clock.ts";
import { startServer, type RunningServer } from "../server.ts";

const email = "olga@primer.test";
const password = "a long enough one";

let database: TestDatabase;
let server: RunningServer;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "kvit-live-"));
  const env = {
    KVIT_DATABASE_URL: urlOf(database.connection),
    KVIT_HTTP_PORT: "0",
    KVIT_SMTP_PORT: "off",
    KVIT_LOG_LEVEL: "silent",
    KVIT_OWNER_EMAIL: email,
    KVIT_OWNER_PASSWORD: password,
  };
  server = await startServer(readConfig({ ...env, KVIT_DATA_DIR: folder }, folder), { pages: pagesFolder });
});
afterAll(async () => {
  try {
    await server.stop();
    await database.drop();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

type Session = { readonly headers: Readonly<Record<string, string>> };

async function send(session: Session, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`http://127.0.0.1:${server.httpPort}${path}`, {
    method,
    headers: { ...session.headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function signIn(as = email, secret = password): Promise<Session> {
  const answer = await send({ headers: {} }, "POST", "/api/auth/sign-in", { email: as, password: secret });
  expect(answer.status).toBe(200);
  const cookies = answer.headers.getSetCookie().map((each) => each.split(";")[0] ?? "");
  return { headers: { cookie: cookies.join("; ") } };
}

/** A live connection; `closed` resolves with the code it ends with. */
async function connectLive({ headers }: Session): Promise<{ closed: Promise<number>; close: () => void }> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.httpPort}/api/app/live`, { headers });
  const { promise: closed, resolve } = Promise.withResolvers<number>();
  socket.addEventListener("close", ({ code }) => resolve(code));
  await new Promise((opened, failed) => {
    socket.addEventListener("message", opened, { once: true });
    socket.addEventListener("error", failed, { once: true });
  });
  return { closed, close: () => socket.close() };
}

const rightsChanged = 4001;

/** What the server says to an upgrade with these headers, as far as it says it; a taken connection is ended. */
async function upgrade(headers: Readonly<Record<string, string>>): Promise<string> {
  const all = {
    Host: `127.0.0.1:${server.httpPort}`,
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(server.httpPort, "127.0.0.1");
  socket.write(`GET /api/app/live HTTP/1.1\r\n${lines.join("")}\r\n`);
  let answer = "";
  for await (const chunk of socket) {
    answer += String(chunk);
    if (answer.startsWith("HTTP/1.1 101")) break;
  }
  return answer;
}

describe("an open live connection", () => {
  it("opens for nobody without a session", async () => {
    await expect(connectLive({ headers: {} })).rejects.toBeDefined();
    await expect(
      connectLive({ headers: { cookie: `kvit_session=${"A".repeat(43)}` } }),
    ).rejects.toBeDefined();
  });

  it("is cut by the server when it is refused, so that nothing stays open behind it", async () => {
    const socket = connect(server.httpPort, "127.0.0.1");
    socket.write(
      "GET /api/app/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  it("opens for no page of another site or port, whose browser sends our cookie along", async () => {
    const { headers } = await signIn();
    const here = `http://127.0.0.1:${server.httpPort}`;
    for (const origin of ["https://evil.test", `http://127.0.0.1:${server.httpPort + 1}`, "null"]) {
      const answer = await upgrade({ ...headers, Origin: origin });
      expect(answer, origin).toMatch(/^HTTP\/1\.1 403 [^]*"code":"foreign-origin"/);
    }
    const answer = await upgrade({ ...headers, Origin: here, "Sec-Fetch-Site": "cross-site" });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(await upgrade({ ...headers, Origin: here })).toMatch(/^HTTP\/1\.1 101 /);
  });

  it("opens for a program that sends no origin, and for a key whatever its origin", async () => {
    const { headers } = await signIn();
    expect(await upgrade(headers)).toMatch(/^HTTP\/1\.1 101 /);
    const { key } = await createApiKey(
      { db: database.db, clock: createSystemClock(), accountId: 1 },
      { name: "Elsewhere", scope: "read", asEmail: email },
    );
    const byKey = { Authorization: `Bearer ${key}`, Origin: "https://evil.test" };
    expect(await upgrade(byKey)).toMatch(/^HTTP\/1\.1 101 /);
  });

  it("T74: ends when its session signs out, and does not open again", async () => {
    const session = await signIn();
    const live = await connectLive(session);
    expect((await send(session, "POST", "/api/auth/sign-out", {})).status).toBe(204);
    expect(await live.closed).toBe(rightsChanged);
    await expect(connectLive(session)).rejects.toBeDefined();
  });

  it("T74: ends when another device ends all other sessions", async () => {
    const [here, elsewhere] = [await signIn(), await signIn()];
    const live = await connectLive(elsewhere);
    expect((await send(here, "DELETE", "/api/auth/sessions")).status).toBe(204);
    expect(await live.closed).toBe(rightsChanged);
    await expect(connectLive(elsewhere)).rejects.toBeDefined();
    const mine = await connectLive(here);
    mine.close();
  });

  it("T65, T74: of somebody whose password changes or who is shut out ends at once, the key's too", async () => {
    const owner = await signIn();
    const { id } = await database.db
      .insertInto("agent")
      .values({ account_id: 1, email: "petra@primer.test", name: "Petra", role: "owner" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { key } = await createApiKey(
      { db: database.db, clock: createSystemClock(), accountId: 1 },
      { name: "Live", scope: "write", asEmail: "petra@primer.test" },
    );
    const byKey: Session = { headers: { authorization: `Bearer ${key}` } };
    const live = await connectLive(byKey);
    expect((await send(owner, "POST", `/api/v1/agents/${id}/deactivate`, {})).status).toBe(200);
    expect(await live.closed).toBe(rightsChanged);
    await expect(connectLive(byKey)).rejects.toBeDefined();
    const own = await connectLive(owner);
    const next = "another long password";
    expect((await send(owner, "POST", "/api/auth/password", { current: password, next })).status).toBe(204);
    expect(await own.closed).toBe(rightsChanged);
    await expect(connectLive(owner)).rejects.toBeDefined();
  });
});
