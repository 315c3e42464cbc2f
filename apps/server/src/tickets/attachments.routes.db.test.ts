import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttachmentView, TicketView } from "@kvit/contract/tickets";
import { createTestApp, type AddedAgent, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { everyFeature } from "../../test/every-feature.ts";
import { createDiskBlobStore, type BlobStore } from "../platform/blobs/blob-store.ts";
import { keepFile } from "./keep-file.ts";

let database: TestDatabase;
let desk: TestApp;
let blobs: BlobStore;
let folder: string;
let marta: Browser;
let martaAccount: AddedAgent;
let sales: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "kvit-attachments-"));
  blobs = createDiskBlobStore(folder);
  desk = await createTestApp(database.db, { features: (parts) => everyFeature(parts, blobs) });
  const { id: other } = await database.db
    .insertInto("department")
    .values({ account_id: 1, name: "Sales" })
    .returning("id")
    .executeTakeFirstOrThrow();
  martaAccount = await desk.addAgent({ email: "marta@primer.test", role: "agent", departmentId: 1 });
  marta = await desk.signedIn(martaAccount);
  sales = await desk.signedIn(
    await desk.addAgent({ email: "jan@primer.test", role: "agent", departmentId: other }),
  );
});
afterAll(async () => {
  await desk.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function send(file: File) {
  const form = new FormData();
  form.append("file", file);
  const encoded = new Response(form);
  return desk.app.inject({
    method: "POST",
    url: "/api/v1/attachments",
    headers: {
      cookie: [...marta.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "content-type": encoded.headers.get("content-type") ?? "",
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

async function upload(file: File): Promise<AttachmentView> {
  const answer = await send(file);
  expect(answer.statusCode, answer.body).toBe(201);
  const [item] = answer.json<{ items: AttachmentView[] }>().items;
  if (item === undefined) throw new Error("No file was kept.");
  return item;
}

const script = "<script>alert(document.domain)</script>";
const active: readonly (readonly [name: string, type: string, content: string])[] = [
  ["page.html", "text/html", `<!doctype html>${script}`],
  ["drawing.svg", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`],
  ["data.xml", "text/xml", `<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml">${script}</x>`],
  ["page.xhtml", "application/xhtml+xml", `<html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`],
  ["paper.pdf", "application/pdf", "%PDF-1.7\n1 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj"],
  ["page.mht", "multipart/related", `MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${script}`],
  ["code.js", "text/javascript", "alert(1)"],
];

describe("T36: a file that could act as a page of ours", () => {
  it.each(active)(
    "%s is downloaded, never shown, and could do nothing if it were",
    async (name, type, content) => {
      const { id } = await upload(new File([content], name, { type }));
      const answer = await marta.get(`/api/v1/attachments/${id}`);
      expect(answer.body).toBe(content);
      expect(answer.headers).toMatchObject({
        "content-type": "application/octet-stream",
        "content-disposition": expect.stringMatching(/^attachment; /),
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
      });
    },
  );

  it.each(["image/png", "image/jpeg", "image/gif"])(
    "is no page under the name of %s either: the browser may not guess, nor may it run",
    async (type) => {
      const { id } = await upload(new File([`<!doctype html>${script}`], "picture", { type }));
      const { headers } = await marta.get(`/api/v1/attachments/${id}`);
      expect([type, "application/octet-stream"]).toContain(headers["content-type"]);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
      });
    },
  );

  it("is told from a picture, which is shown in place", async () => {
    const gif = Buffer.from("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=", "base64");
    const { id } = await upload(new File([gif], "dot.html", { type: "text/html" }));
    expect((await marta.get(`/api/v1/attachments/${id}`)).headers).toMatchObject({
      "content-type": "image/gif",
      "content-disposition": expect.stringMatching(/^inline; /),
      "content-security-policy": "default-src 'none'; sandbox",
    });
  });
});

describe("T38: a hostile file name", () => {
  it.each([
    "../../x",
    "/etc/passwd",
    "C:\\Windows\\x",
    "..",
    "a\u0000b.txt",
    "a\r\nSet-Cookie: x=1\r\n.txt",
    "CON",
    "nul.txt",
    "invoice\u202Efdp.exe",
    'quote".txt',
    `${"a".repeat(4000)}.txt`,
    "\ud800.txt",
  ])("%j is kept as data, and the file is stored and offered under names of ours", async (name) => {
    const kept = await keepFile(
      { db: database.db, blobs },
      {
        accountId: 1,
        uploadedBy: martaAccount.id,
        bytes: Buffer.from(name),
        name,
        declaredType: "text/plain",
      },
    );
    const row = await database.db
      .selectFrom("attachment")
      .selectAll()
      .where("id", "=", kept.id)
      .executeTakeFirstOrThrow();
    expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(row.original_name).toBe(name.slice(0, 1000).replaceAll("\u0000", "").toWellFormed());
    const { headers, rawPayload } = await marta.get(`/api/v1/attachments/${kept.id}`);
    expect(rawPayload).toEqual(Buffer.from(name));
    const disposition = String(headers["content-disposition"]);
    const [, plain = "", encoded = ""] =
      /^attachment; filename="([^"]*)"; filename\*=UTF-8''(\S+)$/.exec(disposition) ?? [];
    for (const offered of [plain, decodeURIComponent(encoded), kept.filename]) {
      expect(offered).toMatch(/^[^/\\\p{Cc}\p{Cf}.][^/\\\p{Cc}\p{Cf}]*$/u);
      expect(offered).not.toMatch(/^(con|nul)(\.|$)/i);
      expect(offered.length).toBeLessThanOrEqual(200);
    }
    expect(headers["set-cookie"]).toBeUndefined();
  });
});

it("a file that does not come as a form's is asked for as one, and one that is too large is told the limit", async () => {
  const asJson = await marta.post("/api/v1/attachments", { file: "aGk=" });
  expect(asJson.json()).toMatchObject({
    status: 400,
    detail: "Send the file as multipart/form-data, in a field named `file`.",
  });
  const large = await send(new File([Buffer.alloc(50 * 1024 * 1024 + 1)], "large.bin"));
  expect(large.json()).toMatchObject({
    status: 413,
    detail: "This is larger than Kvit takes: 50 MB a file at most.",
  });
});

describe("the file of another department's ticket", () => {
  it("T57, T61, T113: is as absent as none, also before it is part of a message and without a session", async () => {
    const loose = await upload(new File(["only Marta's"], "loose.txt", { type: "text/plain" }));
    const made = await marta.post("/api/v1/tickets", {
      subject: "Refund",
      text: "Still no money.",
      requester: { email: "ana@customer.test", name: "Ana" },
    });
    const { number } = made.json<TicketView>();
    const tied = await upload(new File(["only Support's"], "tied.txt", { type: "text/plain" }));
    const noted = await marta.post(`/api/v1/tickets/${number}/note`, {
      text: "See.",
      attachments: [tied.id],
    });
    expect(noted.statusCode, noted.body).toBe(200);
    const absent = (await sales.get("/api/v1/attachments/999999")).json<object>();
    for (const { id } of [loose, tied]) {
      expect((await marta.get(`/api/v1/attachments/${id}`)).statusCode).toBe(200);
      const foreign = await sales.get(`/api/v1/attachments/${id}`);
      expect(foreign.statusCode).toBe(404);
      expect({ ...foreign.json<object>(), instance: "" }).toEqual({ ...absent, instance: "" });
      expect((await desk.browser().get(`/api/v1/attachments/${id}`)).statusCode).toBe(401);
    }
    const stolen = await sales.post("/api/v1/tickets", {
      subject: "Mine",
      text: "Take it along.",
      requester: { email: "eve@customer.test", name: "Eve" },
    });
    const taken = await sales.post(`/api/v1/tickets/${stolen.json<TicketView>().number}/note`, {
      text: "Now it is mine.",
      attachments: [loose.id],
    });
    expect(taken.statusCode).not.toBe(200);
    expect((await sales.get(`/api/v1/attachments/${loose.id}`)).statusCode).toBe(404);
  });
});
