import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createMailDesk, mail, type MailDesk } from "../../../../test/mail-desk.ts";

let database: TestDatabase;
let desk: MailDesk;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createMailDesk(database.db);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

async function messageOf(subject: string) {
  return database.db
    .selectFrom("ticket as t")
    .innerJoin("message as m", "m.ticket_id", "t.id")
    .select(["m.id", "m.text", "m.visible_text", "m.html", "m.flags"])
    .where("t.subject", "=", subject)
    .executeTakeFirstOrThrow();
}

describe("a hostile mail", () => {
  it("T38: brings files that lie under keys of ours, with harmless names and the sender's own as data", async () => {
    const names: readonly (readonly [sent: string, kept: string, original: string])[] = [
      ["..%2F..%2F..%2Fetc%2Fpasswd", "passwd", "../../../etc/passwd"],
      ["%2Fetc%2Fshadow", "shadow", "/etc/shadow"],
      ["..%5C..%5Cboot.ini", "boot.ini", "..\\..\\boot.ini"],
      ["a%00b.txt", "a\uFFFDb.txt", "a\uFFFDb.txt"],
      ["CON", "_CON", "CON"],
      ["invoice%E2%80%AEfdp.exe", "invoicefdp.exe", "invoice\u202Efdp.exe"],
      ["a%0D%0ASet-Cookie%3A%20x.txt", "a Set-Cookie_ x.txt", "a\r\nSet-Cookie: x.txt"],
      [`${"a".repeat(4000)}.txt`, `${"a".repeat(196)}.txt`, "a".repeat(200)],
    ];
    const parts = names.map(
      ([sent], index) =>
        `--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename*=utf-8''${sent}\r\n\r\nfile ${index}\r\n`,
    );
    await desk.hand(
      mail({
        subject: "Names",
        headers: [],
        text: `${parts.join("")}--b--`,
      }).replace("Content-Type: text/plain; charset=utf-8", 'Content-Type: multipart/mixed; boundary="b"'),
    );
    await desk.settled();
    const { id } = await messageOf("Names");
    const files = await database.db
      .selectFrom("attachment")
      .selectAll()
      .where("message_id", "=", id)
      .orderBy("id")
      .execute();
    expect(files.map((file) => file.filename)).toEqual(names.map(([, kept]) => kept));
    for (const [index, [, , original]] of names.entries())
      expect(files[index]?.original_name.startsWith(original), original).toBe(true);
    for (const [index, { sha256 }] of files.entries()) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect((await desk.blobs.get(sha256)).toString().trim()).toBe(`file ${index}`);
    }
  });

  it("T40: with markup in every name is kept as the text it is", async () => {
    const evil = "<img src=x onerror=alert(1)>";
    await desk.hand(
      mail({
        from: `"${evil}" <evil@customer.test>`,
        subject: `T40 ${evil}`,
        text: `--b\r\nContent-Type: text/plain\r\n\r\n${evil}\r\n--b\r\nContent-Type: text/plain; name="${evil}.txt"\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--`,
      }).replace("Content-Type: text/plain; charset=utf-8", 'Content-Type: multipart/mixed; boundary="b"'),
    );
    await desk.settled();
    const message = await messageOf(`T40 ${evil}`);
    expect(message.text).toContain(evil);
    expect(message.html).toBeNull();
    const person = await database.db
      .selectFrom("contact as c")
      .innerJoin("contact_address as a", "a.contact_id", "c.id")
      .select("c.name")
      .where("a.address_key", "=", "evil@customer.test")
      .executeTakeFirstOrThrow();
    expect(person.name).toBe(evil);
  });

  it("T42: with 10,000 nested elements becomes a ticket with its words as text, and so does the next", async () => {
    await desk.hand(
      mail({ subject: "Nested", text: `${"<div>".repeat(10_000)}Words inside.` }).replace(
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
      ),
    );
    await desk.hand(mail({ subject: "Behind it", from: "bob@other.test" }));
    await desk.settled();
    expect(await messageOf("Nested")).toMatchObject({
      html: null,
      visible_text: "Words inside.",
      flags: expect.arrayContaining(["html-too-deep"]),
    });
    expect(await messageOf("Behind it")).toBeDefined();
  });
});
