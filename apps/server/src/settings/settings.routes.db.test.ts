import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "@kvit/contract/settings";
import { createTestApp, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createApiKey } from "../api-keys/index.ts";

let database: TestDatabase;
let desk: TestApp;
let asOwner: Browser;
let asAdmin: Browser;
let agentId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db);
  asOwner = await desk.signedIn(await desk.addAgent({ email: "owner@primer.test", role: "owner" }));
  asAdmin = await desk.signedIn(await desk.addAgent({ email: "admin@primer.test", role: "admin" }));
  agentId = (await desk.addAgent({ email: "agent@primer.test", role: "agent" })).id;
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const audit = async (query = "") =>
  (await asAdmin.get(`/api/v1/audit?${query}`)).json<{ items: AuditEntry[]; next: string | null }>();
const newest = async () => (await audit("limit=1")).items[0];

describe("the desk's settings", () => {
  it("change field by field", async () => {
    const before = (await asAdmin.get("/api/v1/desk")).json();
    expect(before).toEqual({
      name: "Primer",
      ticketPrefix: "",
      language: "en",
      timeZone: "Europe/Ljubljana",
      hasRelay: false,
    });
    const answer = await asAdmin.patch("/api/v1/desk", { ticketPrefix: "KV" });
    expect(answer.json()).toEqual({ ...before, ticketPrefix: "KV" });
  });

  it("know of a relay once a mailbox has one", async () => {
    const relay = { host: "relay.primer.test", port: 465, secure: true };
    await asAdmin.patch("/api/v1/mailboxes/1", { relay });
    expect((await asAdmin.get("/api/v1/desk")).json()).toMatchObject({ hasRelay: true });
    expect((await asAdmin.get("/api/app/me")).json()).toMatchObject({ sandbox: false });
    await asAdmin.patch("/api/v1/mailboxes/1", { relay: null });
    expect((await asAdmin.get("/api/v1/desk")).json()).toMatchObject({ hasRelay: false });
  });

  it.each([
    { ticketPrefix: "K V" },
    { ticketPrefix: "KVITKVITKVIT" },
    { name: "" },
    { timeZone: "Nowhere" },
    { setUpAt: null },
    { id: 2 },
  ])("T63: refuse %j", async (patch) => {
    expect((await asAdmin.patch("/api/v1/desk", patch)).statusCode).toBe(400);
  });
});

describe("D23: the audit log", () => {
  it("says who changed what, before and after, and only of what changed", async () => {
    await asOwner.patch("/api/v1/desk", { name: "Primer d.o.o.", language: "en" });
    expect(await newest()).toMatchObject({
      actor: "owner",
      subject: "desk",
      action: "changed",
      before: { name: "Primer" },
      after: { name: "Primer d.o.o." },
      at: "2026-11-22T12:00:00.000000Z",
    });
  });

  it("keeps silent of a change that changed nothing", async () => {
    const before = await newest();
    await asOwner.patch("/api/v1/desk", { name: "Primer d.o.o." });
    expect(await newest()).toEqual(before);
  });

  it.each([
    [
      "a role",
      async () => asOwner.patch(`/api/v1/agents/${agentId}`, { role: "admin" }),
      { action: "changed", before: { role: "agent" }, after: { role: "admin" } },
    ],
    [
      "a deactivation",
      async () => asOwner.post(`/api/v1/agents/${agentId}/deactivate`),
      { action: "deactivated", before: { active: true }, after: { active: false } },
    ],
    [
      "a new department",
      async () => asOwner.post("/api/v1/departments", { name: "Sales" }),
      { action: "created", before: null, after: { name: "Sales" } },
    ],
    [
      "a mailbox's department",
      async () => asOwner.patch("/api/v1/mailboxes/1", { name: "Help" }),
      { action: "changed", before: { name: "Support" }, after: { name: "Help" } },
    ],
    [
      "an invitation",
      async () => asOwner.post("/api/v1/invitations", { emails: ["new@primer.test"], role: "agent" }),
      { action: "created", after: { email: "new@primer.test" } },
    ],
    [
      "an API key",
      async () => asOwner.post("/api/v1/api-keys", { name: "Shop" }),
      { action: "created", after: { name: "Shop", scope: "write" } },
    ],
  ])("has an entry for %s", async (_what, change, entry) => {
    expect((await change()).statusCode).toBeLessThan(300);
    expect(await newest()).toMatchObject({ actor: "owner", ...entry });
  });

  it("tells a change by an API key", async () => {
    const { key } = await createApiKey(desk, {
      name: "Script",
      scope: "write",
      asEmail: "owner@primer.test",
    });
    expect(await newest()).toMatchObject({
      actor: "command line",
      byCommandLine: true,
      subject: expect.stringMatching(/^api-key:/),
    });
    await asOwner.post("/api/v1/api-keys", { name: "In the app" });
    expect(await newest()).toMatchObject({ actor: "owner", byCommandLine: false });
    await desk
      .browser({ headers: { authorization: `Bearer ${key}` } })
      .patch("/api/v1/desk", { ticketPrefix: "X" });
    expect(await newest()).toMatchObject({ actor: "owner (API key)", after: { ticketPrefix: "X" } });
  });

  it("is read page by page, each entry once, or for one subject alone", async () => {
    const all = (await audit("limit=200")).items;
    const seen: AuditEntry[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { items: AuditEntry[]; next: string | null } = await audit(
        `limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(...page.items);
      cursor = page.next;
    }
    expect(seen).toEqual(all);
    expect((await audit("subject=desk")).items).toEqual(all.filter(({ subject }) => subject === "desk"));
  });

  it("T103: holds no password, token or key", async () => {
    const canary = "canary-77aa";
    await asOwner.patch("/api/v1/mailboxes/1", {
      imap: { host: "imap.primer.test", port: 993, secure: true, user: "u", password: canary },
    });
    expect(await newest()).toMatchObject({ after: { imap: { hasPassword: true, password: "••••" } } });
    await asOwner.patch("/api/v1/mailboxes/1", {
      imap: { host: "imap.primer.test", port: 993, secure: true, user: "u", password: `${canary}2` },
    });
    expect(await newest()).toMatchObject({
      before: { imap: { password: "••••" } },
      after: { imap: { password: "•••• (another)" } },
    });
    const key = (await asOwner.post("/api/v1/api-keys", { name: "Canary" })).json<{ key: string }>().key;
    await asOwner.post("/api/v1/invitations", { emails: ["canary@primer.test"], role: "agent" });
    const { rows } = await database.pool.query<{ dump: string }>(
      "select string_agg(s::text, ' ') as dump from setting_audit s",
    );
    const token = desk.invitations.at(-1)?.link.split("/").at(-1) ?? "";
    for (const secret of [canary, key, token]) expect(rows[0]?.dump).not.toContain(secret);
    expect(desk.logged()).not.toContain(canary);
  });
});
