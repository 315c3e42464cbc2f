import { array, assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { mailBytes, parsed } from "../test/mail.ts";
import { cleanFileName } from "./file-name.ts";

describe("a file name", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["/etc/passwd", "passwd"],
    ["C:\\Windows\\system32\\cmd.exe", "cmd.exe"],
    ["..\\..\\x", "x"],
    ["..", "attachment.bin"],
    ["a\0b.txt", "a\uFFFDb.txt"],
    ["a\r\nb.txt", "a b.txt"],
    ["CON", "_CON"],
    ["con.txt", "_con.txt"],
    ["LPT1", "_LPT1"],
    ["console.txt", "console.txt"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe"],
    [".htaccess", "htaccess"],
    ["name.", "name"],
    ['a<b>c:d"e|f?g*h.txt', "a_b_c_d_e_f_g_h.txt"],
    ["", "attachment.bin"],
    ["račun št. 5 😀.pdf", "račun št. 5 😀.pdf"],
    ["z\u030C.txt", "ž.txt"],
  ])("T38: %j is offered as %j", (name, clean) => {
    expect(cleanFileName(name, "application/octet-stream")).toBe(clean);
  });

  it("T38: of 4,000 characters is cut to 200 and keeps its extension", () => {
    const clean = cleanFileName(`${"a".repeat(4000)}.pdf`, "application/pdf");
    expect(clean.length).toBe(200);
    expect(clean.endsWith(".pdf")).toBe(true);
  });

  it("T38: is harmless whatever it was", () => {
    assert(
      property(array(integer({ min: 0, max: 0xffff }), { maxLength: 60 }), (units) => {
        const clean = cleanFileName(String.fromCharCode(...units), "text/plain");
        expect(clean).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]/u);
        expect(clean.length).toBeGreaterThan(0);
        expect(clean.length).toBeLessThanOrEqual(200);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean.startsWith(".")).toBe(false);
      }),
    );
  });

  it.each([
    ["message/rfc822", "message.eml"],
    ["text/calendar", "invitation.ics"],
    ["image/gif", "picture.gif"],
    ["application/x-strange", "attachment.bin"],
    ["text/x-strange", "attachment.txt"],
  ])("comes from the type %s where there is none", (type, name) => {
    expect(cleanFileName("", type)).toBe(name);
  });

  it("T38: the sender's own name is kept as data beside the clean one", async () => {
    const { attachments } = await parsed(
      mailBytes(`From: ann@mail.example
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: application/pdf
Content-Disposition: attachment; filename*0*=utf-8''..%2F..%2F; filename*1*=ra%C4%8Dun%00.pdf

x
--b
Content-Type: application/pdf; name="=?utf-8?B?cmHEjXVuLnBkZg==?="

x
--b--
`),
    );
    expect(attachments).toMatchObject([
      { filename: "račun\uFFFD.pdf", originalName: "../../račun\uFFFD.pdf" },
      { filename: "račun.pdf", originalName: "račun.pdf" },
    ]);
  });
});
