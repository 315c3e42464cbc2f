import { describe, expect, it } from "vitest";
import { defaultLimits, OverLimit } from "../limits.ts";
import { hasCorpora, readCorpus, whySkipped } from "../test/corpora.ts";
import type { MailAttachment } from "../parsed-mail.ts";
import { mailBytes, parsed } from "../test/mail.ts";
import { countDelimiters } from "./count-delimiters.ts";
import { leavesOf, readPartTree } from "./part-tree.ts";

const mixed = mailBytes(`Content-Type: multipart/mixed; boundary="b b"

preamble
--b b
Content-Type: text/plain; charset=iso-8859-2
Content-Transfer-Encoding: quoted-printable

=B9
--b b
Content-Type: image/png; name="a.png"
Content-Disposition: inline; filename*=utf-8''%C4%8D.png
Content-ID: <x@y>
Content-Transfer-Encoding: base64

AAEC
--b b--
epilogue
`);

describe("the tree of parts", () => {
  it("gives type, names and bytes of every part, charset untouched", async () => {
    const root = await readPartTree(mixed, defaultLimits);
    expect(root.type).toBe("multipart/mixed");
    expect(leavesOf(root)).toMatchObject([
      { type: "text/plain", parameters: { charset: "iso-8859-2" }, disposition: "", contentId: null },
      {
        type: "image/png",
        parameters: { name: "a.png" },
        disposition: "inline",
        dispositionParameters: { filename: "č.png" },
        contentId: "<x@y>",
      },
    ]);
    expect(leavesOf(root).map(({ content }) => [...content].slice(0, 3))).toEqual([
      [0xb9, 0x0a],
      [0, 1, 2],
    ]);
  });

  it("refuses more parts, levels and header than allowed", async () => {
    const limits = { ...defaultLimits, parts: 2 };
    await expect(readPartTree(mixed, limits)).rejects.toThrow(OverLimit);
    await expect(readPartTree(mixed, { ...defaultLimits, mimeDepth: 0 })).rejects.toThrow(
      "over-limit:mimeDepth",
    );
    await expect(readPartTree(mixed, { ...defaultLimits, headerBytes: 10 })).rejects.toThrow(
      "over-limit:headerBytes",
    );
  });

  it("counts delimiters of declared boundaries only, once there are many dashes", () => {
    expect(countDelimiters(mixed, 10)).toBe(3);
    const diff = mailBytes(
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n\n${"--- a/file\n-- \n".repeat(100)}--b--\n`,
    );
    expect(countDelimiters(diff, 10)).toBe(2);
  });

  it.skipIf(!hasCorpora)(`agrees with the expectations of ten mails from the RFCs${whySkipped}`, async () => {
    for (let number = 0; number < 10; number += 1) {
      const name = `mail-parser-rfc/00${number}`;
      const expected = JSON.parse(readCorpus(`${name}.json`).toString()) as Expected;
      const mail = await parsed(readCorpus(`${name}.eml`));
      const wanted = expected.attachments
        .map((index) => expected.parts[index])
        .filter((part) => part?.is_encoding_problem === false)
        .map(attachmentOf);
      const names = wanted.map((attachment) => attachment.name).filter((text) => text !== null);
      expect([number, mail.attachments.map(contentOf)]).toEqual([
        number,
        expect.arrayContaining(wanted.map(({ content }) => content)),
      ]);
      expect(mail.attachments.map(({ originalName }) => originalName)).toEqual(expect.arrayContaining(names));
      expect([number, squeezed(mail.text)]).toEqual([number, squeezed(bodyOf(expected))]);
    }
  });
});

type ExpectedPart = {
  readonly is_encoding_problem: boolean;
  readonly headers: readonly { readonly name: unknown; readonly value: unknown }[];
  readonly body: Readonly<Record<string, unknown>>;
};
type Expected = {
  readonly parts: readonly ExpectedPart[];
  readonly text_body: readonly number[];
  readonly attachments: readonly number[];
};

const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The text version; parts that are HTML or no text at all are shown otherwise by us. */
function bodyOf({ parts, text_body: indexes }: Expected): string {
  const bodies = indexes.map((index) => parts[index]?.body ?? {});
  return bodies.map((body) => (typeof body["Text"] === "string" ? body["Text"] : "")).join("\n");
}

type Attribute = { readonly name: string; readonly value: string };

function attachmentOf(part: ExpectedPart | undefined): { name: string | null; content: string } {
  const { Binary, InlineBinary, Text, Html, Message } = part?.body ?? {};
  const bytes = Binary ?? InlineBinary;
  const text = typeof Text === "string" ? Text : Html;
  const attributes = (part?.headers ?? []).flatMap(({ value }) => attributesOf(value));
  const plain = typeof text === "string" ? text : Buffer.from((bytes ?? []) as number[]).toString("latin1");
  return {
    name: attributes.find(({ name }) => name === "filename" || name === "name")?.value ?? null,
    content: Message === undefined ? squeezed(plain) : "a mail",
  };
}

const attributesOf = (value: unknown): readonly Attribute[] =>
  (value as { ContentType?: { attributes?: Attribute[] } }).ContentType?.attributes ?? [];

const contentOf = ({ contentType, content }: MailAttachment): string =>
  contentType === "message/rfc822" ? "a mail" : squeezed(Buffer.from(content).toString("latin1"));
