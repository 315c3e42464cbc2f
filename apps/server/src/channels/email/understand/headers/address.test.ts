import { describe, expect, it } from "vitest";
import { hasCorpora, readCorpus, whySkipped } from "../test/corpora.ts";
import { normaliseAddress } from "./address.ts";

type Case = { readonly id: string; readonly address: string; readonly category: string };

function isemailCases(): readonly Case[] {
  if (!hasCorpora) return [];
  const xml = readCorpus("isemail/tests.xml").toString();
  return [...xml.matchAll(/<test id="(\d+)">(.*?)<\/test>/gs)].map(([, id = "", body = ""]) => ({
    id,
    address: withControls(unescape(/<address>(.*?)<\/address>/s.exec(body)?.[1] ?? "")),
    category: /<category>(.*?)<\/category>/.exec(body)?.[1] ?? "",
  }));
}

const unescape = (text: string): string =>
  text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_all, hex: string, code: string) =>
      String.fromCodePoint(parseInt(code, hex === "" ? 10 : 16)),
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
const withControls = (text: string): string =>
  text.replace(/[\u2400-\u2421]/g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) - 0x2400));

/** Valid by the standard, and refused on purpose: quoted local parts serve those who look for parser differences. */
const refusedOnPurpose = (address: string): boolean => address.startsWith('"');

describe("an address", () => {
  it("is lower-cased and trimmed", () => {
    expect(normaliseAddress(" Ann.Hughes+Tag@Mail.Example ")).toBe("ann.hughes+tag@mail.example");
  });

  it.each([
    "",
    "@",
    "ann",
    "ann@",
    "@mail.example",
    "a b@mail.example",
    "ann@mail..example",
    ".ann@mail.example",
  ])("is refused as %j", (text) => {
    expect(normaliseAddress(text)).toBeNull();
  });

  it.each([
    `${"a".repeat(65)}@mail.example`,
    `ann@${"a".repeat(64)}.example`,
    `a@${"b.".repeat(130)}example`,
  ])("is refused when a part of it is too long", (text) => {
    expect(normaliseAddress(text)).toBeNull();
  });

  it.skipIf(!hasCorpora)(`is accepted or refused as isemail says${whySkipped}`, () => {
    const cases = isemailCases();
    expect(cases.length).toBe(164);
    const accepted = (category: string) => cases.filter((test) => test.category === category);
    const wronglyRefused = accepted("ISEMAIL_VALID_CATEGORY").filter(
      ({ address }) => normaliseAddress(address) === null && !refusedOnPurpose(address),
    );
    const wronglyAccepted = accepted("ISEMAIL_ERR").filter(
      ({ address }) => normaliseAddress(address) !== null,
    );
    expect(wronglyRefused).toEqual([]);
    expect(wronglyAccepted).toEqual([]);
  });
});
