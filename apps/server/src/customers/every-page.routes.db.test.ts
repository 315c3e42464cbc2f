import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { languages } from "@kvit/i18n";
import { customerBrowser, type CustomerBrowser } from "../../test/customer-browser.ts";
import { createCustomerDesk, type CustomerDesk } from "../../test/customer-desk.ts";
import { customerRequests, plain } from "../../test/customer-requests.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicket } from "../../test/factories.ts";

let database: TestDatabase;
let desk: CustomerDesk;
let ana: CustomerBrowser;
const { ticketIn } = customerRequests(() => desk);

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createCustomerDesk(database.db);
  ana = customerBrowser(desk.app);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("every page", () => {
  it("T109: carries strict headers, errors too", async () => {
    const id = await ticketIn("resolved");
    const answers = [
      await ana.get(desk.decisionPath(id)),
      await ana.get("/s/nothing"),
      await ana.get("/r/nothing"),
      await ana.get(desk.conversationPath(id, (await desk.ticket(id)).requesterId)),
      await ana.post(
        desk.decisionPath(id),
        {},
        { origin: "https://evil.test", "sec-fetch-site": "cross-site" },
      ),
    ];
    for (const { headers } of answers) {
      const policy = String(headers["content-security-policy"]);
      expect(policy).not.toContain("unsafe");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "referrer-policy": "same-origin",
        "x-robots-tag": "noindex, nofollow, noarchive",
      });
    }
  });

  it("T109: tells browsers to keep to https, and guards its cookies, where the desk has it", async () => {
    const other = await createTestDatabase();
    const secure = await createCustomerDesk(other.db, { publicUrl: "https://desk.example" });
    const { ticket } = await createTicket(secure.deps, secure.desk);
    const headers = { host: "desk.example", origin: "https://desk.example" };
    const path = secure.conversationPath(ticket.id, ticket.requesterId);
    const answer = await customerBrowser(secure.app).post(`${path}?do=code`, {}, headers);
    expect(answer.headers["strict-transport-security"]).toBe("max-age=31536000");
    expect(String(answer.headers["set-cookie"])).toMatch(
      /^__Host-kvit-customer-challenge=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await secure.close();
    await other.drop();
  });

  it("T40 T93: shows markup and marks of templates in names as text", async () => {
    const name = `<script>alert("desk")</script>{{7777*7777}}\${7777*7777}<%= 7777*7777 %>`;
    const { ticket } = await createTicket(desk.deps, desk.desk, { subject: name });
    await database.db.updateTable("account").set({ name }).execute();
    const page = await ana.get(desk.decisionPath(ticket.id));
    const notice = await ana.get("/s/nothing");
    await database.db.updateTable("account").set({ name: "Primer" }).execute();
    for (const { body } of [page, notice]) {
      expect(body).not.toMatch(/<script>|60481729/);
      expect(body).toContain("&lt;script&gt;alert(&quot;desk&quot;)&lt;/script&gt;{{7777*7777}}");
    }
  });

  it.each(languages)("speaks %s in every state, with no key and no English left", async (language) => {
    const reader = customerBrowser(desk.app);
    const english = customerBrowser(desk.app);
    for (const status of ["new", "open", "answered", "postponed", "resolved", "closed"] as const) {
      const path = desk.decisionPath(await ticketIn(status));
      const page = await reader.get(`${path}?lang=${language}`);
      expect(page.body).toContain(`<html lang="${language}">`);
      expect(plain(page.body)).not.toMatch(/customer\.|\{\w+\}|undefined|\.\./);
      const main = (body: string) => body.slice(body.indexOf("<main>"), body.indexOf("</main>"));
      if (language === "en") continue;
      const sentences = [...main((await english.get(`${path}?lang=en`)).body).matchAll(/>([^<>]{12,})</g)];
      const left = sentences
        .map((match) => match[1]?.trim() ?? "")
        .filter((text) => text.length > 12 && main(page.body).includes(text));
      expect(left).toEqual([]);
    }
    const gone = await reader.get("/s/nothing");
    expect(gone.body).toContain(`<html lang="${language}">`);
  });

  it("speaks the contact's language, else the ticket's, the mailbox's, the desk's; a choice stays", async () => {
    const languageOf = async (path: string, browser = customerBrowser(desk.app)) =>
      /<html lang="(\w+)">/.exec((await browser.get(path)).body)?.[1];
    const { ticket } = await createTicket(desk.deps, desk.desk);
    const path = desk.decisionPath(ticket.id);
    const { db } = database;
    await db.updateTable("account").set({ language: "it" }).execute();
    expect(await languageOf(path)).toBe("it");
    const mailbox = await db
      .insertInto("mailbox")
      .values({ account_id: 1, name: "M", department_id: desk.desk.departmentId, language: "cs" })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db.updateTable("ticket").set({ mailbox_id: mailbox.id }).where("id", "=", ticket.id).execute();
    expect(await languageOf(path)).toBe("cs");
    await db.updateTable("ticket").set({ language: "pl" }).where("id", "=", ticket.id).execute();
    expect(await languageOf(path)).toBe("pl");
    await db.updateTable("contact").set({ language: "sl" }).where("id", "=", ticket.requesterId).execute();
    expect(await languageOf(path)).toBe("sl");
    const browser = customerBrowser(desk.app);
    expect(await languageOf(`${path}?lang=nb`, browser)).toBe("nb");
    expect(await languageOf(path, browser)).toBe("nb");
    expect(await languageOf(`${path}?lang=xx`, browser)).toBe("nb");
    await db.updateTable("account").set({ language: "en" }).execute();
    await db.updateTable("contact").set({ language: null }).where("id", "=", ticket.requesterId).execute();
  });

  it("shows moments in the customer's zone, and bears a zone that does not exist", async () => {
    const id = await ticketIn("closed");
    const { requesterId, closedAt } = await desk.ticket(id);
    const contact = database.db.updateTable("contact").where("id", "=", requesterId);
    await contact.set({ time_zone: "Asia/Tokyo" }).execute();
    const page = await ana.get(desk.decisionPath(id));
    const at = new Date((closedAt ?? 0) / 1000 + 14 * 86_400_000);
    const time = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Asia/Tokyo",
      hour: "2-digit",
      minute: "2-digit",
    }).format(at);
    expect(plain(page.body)).toContain(time);
    expect(plain(page.body)).toContain("Asia/Tokyo");
    await contact.set({ time_zone: "Nowhere/Land" }).execute();
    expect((await ana.get(desk.decisionPath(id))).statusCode).toBe(200);
    await contact.set({ time_zone: null }).execute();
  });

  it("finds its style and script under names that change with their content", async () => {
    const page = (await ana.get(desk.decisionPath(await ticketIn("new")))).body;
    const paths = [...page.matchAll(/(?:href|src)="(\/customer\/[^"]+)"/g)].map((match) => match[1] ?? "");
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      const plainAnswer = await ana.get(path);
      const small = await ana.get(path, { "accept-encoding": "br, gzip" });
      expect(plainAnswer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
      expect(small.headers["content-encoding"]).toBe("gzip");
      expect(small.rawPayload.length).toBeLessThan(plainAnswer.rawPayload.length);
    }
  });
});
