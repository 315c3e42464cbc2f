import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { UnderstandOptions } from "./parsed-mail.ts";
import { understandMail } from "./understand-mail.ts";

/** Mails written by us, each beside what it must be understood as. */
const folder = new URL("../fixtures/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".eml"))
  .map((file) => file.slice(0, -".eml".length));

const options: UnderstandOptions = {
  envelopeFrom: null,
  ownAddresses: ["support@desk.example"],
  ownHost: "desk.example",
  borderHosts: [],
};

type Expectation = { readonly options?: Partial<UnderstandOptions>; readonly mail: object };

describe("mails of our own", () => {
  it("are there in the six languages of the desk", () => {
    const languages = names.map((name) => name.slice(0, 2));
    expect(["en", "sl", "nb", "pl", "it", "cs"].filter((language) => !languages.includes(language))).toEqual(
      [],
    );
    expect(names.length).toBeGreaterThanOrEqual(50);
  });

  it.each(names)("%s is understood as written down", async (name) => {
    const raw = readFileSync(new URL(`${name}.eml`, folder));
    const before = Buffer.from(raw);
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Expectation;
    const outcome = await understandMail(raw, { ...options, ...expected.options });
    if (!outcome.ok) throw new Error(outcome.detail);
    expect(outcome.mail).toMatchObject(expected.mail);
    expect(before.equals(raw)).toBe(true);
  });
});
