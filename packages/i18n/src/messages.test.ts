import { describe, expect, it } from "vitest";
import { eventTypes, refusalReasons } from "@kvit/domain/tickets";
import {
  areas,
  catalogueFor,
  createTranslator,
  intlLocale,
  languages,
  type Catalogue,
  type Language,
} from "./index.ts";
import type { Message } from "./language.ts";

const all = Object.values(areas).flatMap((area) => Object.entries<Message>(area));
const keys = new Set(all.map(([key]) => key));
/** English words that another of the six languages writes alike: names, loans, marks on keys. */
const writtenAlike = new Set([
  "E-mail",
  "Password",
  "Kvit",
  "Agent",
  "API",
  "Import",
  "Send",
  "Send → {status}",
  "Link",
  "Ticket",
  "Ticket {reference}",
  "Enter",
  "Esc",
  "Del",
  "Status",
  "Mine",
  "Spam",
  "Sandbox",
  "Chat",
  "Port",
  "Folder",
  "Role",
  "SMTP",
  "LMTP",
  "IMAP",
]);

type Used = { names: Set<string>; plurals: string[][] };
/** Walks a parsed message: texts, and [name, kind, cases] for what is filled in. */
function used(tokens: unknown, into: Used = { names: new Set(), plurals: [] }): Used {
  if (!Array.isArray(tokens)) return into;
  for (const token of tokens) {
    if (!Array.isArray(token)) continue;
    const [name, kind, cases] = token as [string, string | undefined, Record<string, unknown> | undefined];
    into.names.add(name);
    if (kind !== "plural" && kind !== "select" && kind !== "selectordinal") continue;
    const entries = Object.entries(cases ?? {}).filter(([key]) => key !== "offset");
    if (kind === "plural") into.plurals.push(entries.map(([key]) => key));
    for (const [, inner] of entries) used(inner, into);
  }
  return into;
}
const parsed = new Map<Language, Catalogue>(languages.map((language) => [language, catalogueFor(language)]));
const usedBy = (language: Language, key: string) => used(parsed.get(language)?.[key]);
const argumentsOf = (language: Language, key: string) => [...usedBy(language, key).names].sort();

describe("the catalogues", () => {
  it("hold more than three hundred strings, each key once", () => {
    expect(all.length).toBeGreaterThan(300);
    expect(keys.size).toBe(all.length);
  });

  it("say something in six languages, with the same arguments", () => {
    for (const [key, message] of all) {
      for (const language of languages) {
        expect(message[language].trim(), `${key} ${language}`).not.toBe("");
        expect(argumentsOf(language, key), `${key} ${language}`).toEqual(argumentsOf("en", key));
      }
    }
  });

  it("give every plural exactly the categories of its language", () => {
    let seen = 0;
    for (const [key] of all) {
      for (const language of languages) {
        const wanted = new Intl.PluralRules(intlLocale[language]).resolvedOptions().pluralCategories;
        for (const plural of usedBy(language, key).plurals) {
          seen += 1;
          const cases = plural.filter((name) => !/^=?\d+$/.test(name));
          expect(cases.sort(), `${key} ${language}`).toEqual([...wanted].sort());
        }
      }
    }
    expect(seen).toBeGreaterThan(30);
  });

  it("leave nothing in English", () => {
    const hasWords = (text: string) => /[a-z]{3}/i.test(text.replaceAll(/\{[^}]*\}/g, ""));
    const left = all.filter(
      ([, message]) =>
        hasWords(message.en) &&
        !writtenAlike.has(message.en) &&
        languages.some((language) => language !== "en" && message[language] === message.en),
    );
    expect(left.map(([key]) => key)).toEqual([]);
  });

  it("say that a subject is missing in one way, wherever it is said", () => {
    expect(areas.ledger["ledger.noSubject"]).toBe(areas.mail["mail.noSubject"]);
  });

  it("have a sentence for every refusal and every event", () => {
    expect(refusalReasons.filter((reason) => !keys.has(`refusal.${reason}`))).toEqual([]);
    expect(eventTypes.filter((type) => !keys.has(`event.${type}`))).toEqual([]);
  });

  it("use each language's own quotation marks", () => {
    const foreign: Readonly<Record<Language, RegExp>> = {
      en: /[«»„]/,
      sl: /[“”„]/,
      nb: /[“”„]/,
      pl: /[«»“]/,
      it: /[“”„]/,
      cs: /[«»”]/,
    };
    for (const [key, message] of all) {
      for (const language of languages)
        expect(message[language], `${key} ${language}`).not.toMatch(foreign[language]);
    }
  });
});

describe("L2: numbers of tickets", () => {
  const numbers = [0, 1, 2, 3, 4, 5, 12, 21, 22, 101, 102, 103, 105];
  const words: Readonly<Record<Language, readonly string[]>> = {
    en: [
      "No tickets",
      "1 ticket",
      "2 tickets",
      "3 tickets",
      "4 tickets",
      "5 tickets",
      "12 tickets",
      "21 tickets",
      "22 tickets",
      "101 tickets",
      "102 tickets",
      "103 tickets",
      "105 tickets",
    ],
    sl: [
      "Ni zahtevkov",
      "1 zahtevek",
      "2 zahtevka",
      "3 zahtevki",
      "4 zahtevki",
      "5 zahtevkov",
      "12 zahtevkov",
      "21 zahtevkov",
      "22 zahtevkov",
      "101 zahtevek",
      "102 zahtevka",
      "103 zahtevki",
      "105 zahtevkov",
    ],
    nb: [
      "Ingen saker",
      "1 sak",
      "2 saker",
      "3 saker",
      "4 saker",
      "5 saker",
      "12 saker",
      "21 saker",
      "22 saker",
      "101 saker",
      "102 saker",
      "103 saker",
      "105 saker",
    ],
    pl: [
      "Brak zgłoszeń",
      "1 zgłoszenie",
      "2 zgłoszenia",
      "3 zgłoszenia",
      "4 zgłoszenia",
      "5 zgłoszeń",
      "12 zgłoszeń",
      "21 zgłoszeń",
      "22 zgłoszenia",
      "101 zgłoszeń",
      "102 zgłoszenia",
      "103 zgłoszenia",
      "105 zgłoszeń",
    ],
    it: [
      "Nessun ticket",
      "1 ticket",
      "2 ticket",
      "3 ticket",
      "4 ticket",
      "5 ticket",
      "12 ticket",
      "21 ticket",
      "22 ticket",
      "101 ticket",
      "102 ticket",
      "103 ticket",
      "105 ticket",
    ],
    cs: [
      "Žádné požadavky",
      "1 požadavek",
      "2 požadavky",
      "3 požadavky",
      "4 požadavky",
      "5 požadavků",
      "12 požadavků",
      "21 požadavků",
      "22 požadavků",
      "101 požadavků",
      "102 požadavků",
      "103 požadavků",
      "105 požadavků",
    ],
  };
  it.each(languages)("%s counts tickets rightly", (language) => {
    const t = createTranslator(language, catalogueFor(language, ["common"]));
    expect(numbers.map((count) => t("common.tickets", { count }))).toEqual(words[language]);
  });
  it("reads fractions and millions by the rules of the language", () => {
    const say = (language: Language, count: number) =>
      createTranslator(language, catalogueFor(language, ["common"]))("common.tickets", { count }).replaceAll(
        /[\u00A0\u202F]/g,
        " ",
      );
    expect(say("cs", 1.5)).toBe("1,5 požadavku");
    expect(say("pl", 1.5)).toBe("1,5 zgłoszenia");
    expect(say("it", 1_000_000)).toBe("1.000.000 di ticket");
  });
});
