import { describe, expect, it } from "vitest";
import { mailBytes, parsed, plainMail } from "../test/mail.ts";

const flagsOf = async (lines: readonly string[], body?: string) =>
  (await parsed(plainMail(lines, body))).flags;

describe("signed and encrypted mail", () => {
  it.each([
    [["Content-Type: multipart/signed; protocol=x; boundary=b"], "--b\n\nHello\n--b--", "signed"],
    [["Content-Type: application/pkcs7-mime; smime-type=signed-data"], "AAAA", "signed"],
    [["Content-Type: application/pkcs7-mime; smime-type=enveloped-data"], "AAAA", "encrypted"],
    [["Content-Type: multipart/encrypted; boundary=b"], "--b\n\nx\n--b--", "encrypted"],
    [["Content-Type: text/plain"], "-----BEGIN PGP SIGNED MESSAGE-----\nHello", "signed"],
  ])("T56: %j is flagged by its structure", async (lines, body, flag) => {
    expect(await flagsOf(lines, body)).toEqual([flag]);
  });

  it("T56: no word or header of the sender makes it verified, and the bytes stay as they came", async () => {
    const raw = mailBytes(`From: ann@mail.example
Subject: Signature verified
X-Signature-Status: verified
X-PGP-Verified: yes
Authentication-Results: mail.example; dkim=pass; smime=pass
Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=b

--b
Content-Type: text/plain

Good signature from Ann.
--b
Content-Type: application/pgp-signature

-----BEGIN PGP SIGNATURE-----
--b--
`);
    const before = Buffer.from(raw);
    const mail = await parsed(raw);
    expect(mail.flags).toEqual(["signed"]);
    expect(mail.authentication).toBeNull();
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(["signature.asc"]);
    expect(before.equals(raw)).toBe(true);
  });
});
