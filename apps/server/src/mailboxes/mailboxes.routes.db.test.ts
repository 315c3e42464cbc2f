import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MailboxTest, MailboxView } from "@kvit/contract/people";
import { createTestApp, type AddedAgent, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { readMailConnections } from "./index.ts";

let database: TestDatabase;
let desk: TestApp;
let admin: AddedAgent;
let asAdmin: Browser;
let smtp: SMTPServer;
let imap: Server;
let silent: Server;
const sockets = new Set<Socket>();
const right = "right-password";

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
  admin = await desk.addAgent({ email: "admin@primer.test", role: "admin" });
  asAdmin = await desk.signedIn(admin);
  smtp = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      if (auth.password === right) done(null, { user: "ok" });
      else done(new Error("canary-banner: go away"));
    },
  });
  await new Promise<void>((resolve) => {
    smtp.listen(0, "127.0.0.1", resolve);
  });
  imap = await listen(speakImap);
  silent = await listen(() => undefined);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  imap.close();
  silent.close();
  await new Promise<void>((resolve) => {
    smtp.close(resolve);
  });
  await desk.close();
  await database.drop();
});

async function listen(talk: (socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    talk(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}

/** As much IMAP as signing in takes (RFC 9051). */
function speakImap(socket: Socket): void {
  socket.write("* OK canary-banner ready\r\n");
  socket.on("data", (data: Buffer) => {
    for (const line of data
      .toString()
      .split("\r\n")
      .filter((each) => each !== "")) {
      const [tag = "", command = "", ...rest] = line.split(" ");
      const said = command.toUpperCase();
      if (said === "CAPABILITY") socket.write("* CAPABILITY IMAP4rev1\r\n");
      if (said === "LOGIN" && !rest.join(" ").includes(right))
        socket.write(`${tag} NO [AUTHENTICATIONFAILED] canary-banner\r\n`);
      else socket.write(`${tag} OK done\r\n`);
      if (said === "LOGOUT") socket.end();
    }
  });
}

const portOf = (server: { address: () => AddressInfo | string | null }): number => {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

const at = (port: number, more: object = {}) => ({
  host: "127.0.0.1",
  port,
  secure: false,
  user: "ana",
  password: right,
  ...more,
});

async function tried(settings: object): Promise<MailboxTest> {
  const changed = await asAdmin.patch("/api/v1/mailboxes/1", { imap: null, relay: null });
  expect(changed.statusCode).toBe(200);
  expect((await asAdmin.patch("/api/v1/mailboxes/1", settings)).statusCode).toBe(200);
  // Tries are counted by session.
  const answer = await (await desk.signedIn(admin)).post("/api/v1/mailboxes/1/test");
  expect(answer.statusCode).toBe(200);
  return answer.json<MailboxTest>();
}

describe("D2: trying a mailbox's servers", () => {
  it("signs in with the right data, to both", async () => {
    expect(await tried({ imap: at(portOf(imap)), relay: at(portOf(smtp.server)) })).toEqual({
      imap: { ok: true, field: null, code: "ok", detail: "Signed in." },
      relay: { ok: true, field: null, code: "ok", detail: "Signed in." },
    });
  });

  it("names the password when the server refuses it", async () => {
    const wrong = { password: "wrong" };
    const answer = await tried({ imap: at(portOf(imap), wrong), relay: at(portOf(smtp.server), wrong) });
    expect(answer.imap).toMatchObject({ ok: false, field: "password", code: "wrong-password" });
    expect(answer.relay).toMatchObject({ ok: false, field: "password", code: "wrong-password" });
  });

  it("names the host when there is none of this name", async () => {
    const answer = await tried({ imap: { ...at(993), host: "no-such-host.invalid" } });
    expect(answer).toMatchObject({ imap: { field: "host", code: "unknown-host" }, relay: null });
  });

  it("has nothing to say where nothing is set", async () => {
    expect(await tried({})).toEqual({ imap: null, relay: null });
  });
});

describe("T90: a test is no scanner", () => {
  it("answers the same after the same time whatever does or does not listen in our own network", async () => {
    const closed = await listen(() => undefined);
    const nothing = portOf(closed);
    await new Promise((resolve) => {
      closed.close(resolve);
    });
    desk.pauses.length = 0;
    const answers: MailboxTest["relay"][] = [];
    for (const port of [nothing, portOf(silent), portOf(imap)])
      for (const secure of [true, false]) answers.push((await tried({ relay: at(port, { secure }) })).relay);
    const seen = answers.map((answer) => ({ ...answer, detail: answer?.detail.replace(/:\d+\./, ":port.") }));
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(seen[0]).toMatchObject({ field: "port", code: "no-answer" });
    expect(desk.pauses).toEqual([3000, 3000, 3000, 3000, 3000, 3000]);
  }, 60_000);

  it("repeats nothing a server said", async () => {
    const answers = [
      await tried({
        imap: at(portOf(imap), { password: "wrong" }),
        relay: at(portOf(smtp.server), { password: "wrong" }),
      }),
      await tried({ relay: at(portOf(imap)) }),
    ];
    expect(JSON.stringify(answers)).not.toContain("canary-banner");
    expect(desk.logged()).not.toContain("canary-banner");
  }, 30_000);

  it.each(["169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "::ffff:169.254.169.254"])(
    "never tries %s",
    async (host) => {
      const started = desk.pauses.length;
      const answer = await tried({ relay: { ...at(80), host } });
      expect(answer.relay).toMatchObject({ field: "host", code: "not-allowed" });
      expect(desk.pauses).toHaveLength(started);
    },
  );

  it("is for admins, and not too often", async () => {
    const asAgent = await desk.signedIn(await desk.addAgent({ email: "agent@primer.test", role: "agent" }));
    expect((await asAgent.post("/api/v1/mailboxes/1/test")).statusCode).toBe(403);
    await asAdmin.patch("/api/v1/mailboxes/1", { imap: null, relay: null });
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1)
      statuses.push((await asAdmin.post("/api/v1/mailboxes/1/test")).statusCode);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  });
});

describe("a mail server's password", () => {
  const host = "imap.primer.test";
  const stored = async () =>
    (await readMailConnections(database.db, desk.signIn.sealer, 1)).find(({ mailboxId }) => mailboxId === 1)
      ?.imap;

  it("is sealed in the database and never sent back", async () => {
    const answer = await asAdmin.patch("/api/v1/mailboxes/1", {
      imap: { ...at(993), host, password: "canary-8c1" },
    });
    expect(answer.json<MailboxView>().imap).toEqual({
      host,
      port: 993,
      secure: false,
      user: "ana",
      folder: "INBOX",
      hasPassword: true,
    });
    const { rows } = await database.pool.query<{ dump: string }>(
      "select string_agg(m::text, ' ') as dump from mailbox m",
    );
    expect(rows[0]?.dump).not.toContain("canary-8c1");
    expect((await asAdmin.get("/api/v1/mailboxes")).body).not.toContain("canary-8c1");
    expect(await stored()).toMatchObject({ host, password: "canary-8c1", folder: "INBOX" });
  });

  it("stays when it is left out, goes when it is emptied, and is sent to no other host", async () => {
    const set = async (more: object) =>
      asAdmin.patch("/api/v1/mailboxes/1", { imap: { host, port: 993, secure: true, user: "ana", ...more } });
    await set({ password: "canary-8c2" });
    await set({ port: 143 });
    expect(await stored()).toMatchObject({ port: 143, password: "canary-8c2" });
    await set({ host: "evil.test" });
    expect(await stored()).toMatchObject({ host: "evil.test", password: "" });
    await set({ password: "canary-8c2" });
    await set({ password: "" });
    expect(await stored()).toMatchObject({ host, password: "" });
  });

  it("opens in no other row", async () => {
    await asAdmin.patch("/api/v1/mailboxes/1", { imap: { ...at(993), host } });
    const other = (
      await asAdmin.post("/api/v1/mailboxes", {
        name: "Sales",
        address: "sales@primer.test",
        departmentId: 1,
      })
    ).json<MailboxView>();
    await database.pool.query(
      "update mailbox set imap = (select imap from mailbox where id = 1) where id = $1",
      [other.id],
    );
    await expect(readMailConnections(database.db, desk.signIn.sealer, 1)).rejects.toThrow(/authenticate/);
    await database.pool.query("update mailbox set imap = null where id = $1", [other.id]);
  });
});

describe("mailboxes", () => {
  const list = async () => (await asAdmin.get("/api/v1/mailboxes")).json<{ items: MailboxView[] }>().items;

  it("close the one for every address with the first address of their own", async () => {
    const items = await list();
    expect(items.map(({ address, retired }) => [address, retired])).toEqual([
      [null, true],
      ["sales@primer.test", false],
    ]);
  });

  it("can have one for every address again, and only one", async () => {
    const body = { name: "Everything else", address: null, departmentId: 1 };
    expect((await asAdmin.post("/api/v1/mailboxes", body)).statusCode).toBe(201);
    expect((await asAdmin.post("/api/v1/mailboxes", body)).statusCode).toBe(409);
  });

  it("have an address each, however it is capitalised", async () => {
    const answer = await asAdmin.post("/api/v1/mailboxes", {
      name: "Twice",
      address: "SALES@primer.test",
      departmentId: 1,
    });
    expect(answer.statusCode).toBe(409);
  });

  it.each([
    { departmentId: 99_999 },
    { id: 9 },
    { imap: { host: "a b", port: 993, secure: true } },
    { imap: { host: "a.test", port: 0, secure: true } },
    { imap: { host: "a.test", port: 993, secure: true, folder: "IN\u0000BOX" } },
    { relay: { host: "a.test\r\nEHLO", port: 25, secure: true } },
    { address: "no address" },
  ])("T63: refuse %j", async (patch) => {
    const { id } = (await list()).find(({ address }) => address === "sales@primer.test") ?? { id: 0 };
    expect((await asAdmin.patch(`/api/v1/mailboxes/${id}`, patch)).statusCode).toBe(400);
  });

  it("are retired, but never the last", async () => {
    const active = (await list()).filter(({ retired }) => !retired);
    const statuses: number[] = [];
    for (const { id } of active) statuses.push((await asAdmin.delete(`/api/v1/mailboxes/${id}`)).statusCode);
    expect(statuses).toEqual([204, 409]);
    expect((await asAdmin.get("/api/v1/mailboxes/99999")).statusCode).toBe(404);
  });
});
