import { describe, expect, it } from "vitest";
import { closeReasons } from "@kvit/domain/tickets";
import { languages } from "@kvit/i18n";
import type { LadderLetter } from "../../../tickets/mail-port.ts";
import { ladderMail } from "./ladder-mail.ts";
import { wordsIn } from "./words.ts";

/** 22 November 2026, noon. */
const noon = 1_795_348_800_000_000;
const day = 86_400_000_000;

const letters: readonly LadderLetter[] = [
  { kind: "remind", from: "answered", since: noon, then: noon + 4 * day },
  { kind: "remind", from: "answered", since: noon, then: null },
  { kind: "remind", from: "resolved", since: noon, then: noon + 4 * day },
  { kind: "notice", from: "answered", since: noon, then: noon + 4 * day },
  { kind: "notice", from: "resolved", since: noon, then: noon + 4 * day },
  { kind: "resolved", since: noon, then: noon + 7 * day, until: noon + 21 * day },
  { kind: "resolved", since: noon, then: null, until: null },
  ...closeReasons.map((reason) => ({ kind: "closed", reason, since: noon, until: noon + 14 * day }) as const),
  { kind: "reopened" },
];

const write = (language: (typeof languages)[number], letter: LadderLetter) =>
  ladderMail(wordsIn(language), {
    deskName: "Primer",
    subject: "Re: Printer [#4821]",
    reference: "#4821",
    historyUrl: "https://desk.test/r/1",
    decisionUrl: "https://desk.test/s/1",
    timeZone: "Europe/Ljubljana",
    letter,
  });

describe.each(languages)("the mails of the ladder in %s", (language) => {
  it.each(letters.map((letter) => [JSON.stringify(letter), letter] as const))(
    "%s leaves no variable open, and says how to go on",
    (_name, letter) => {
      const { text, html } = write(language, letter);
      for (const words of [text, html]) {
        expect(words).not.toMatch(/\{\w+\}|undefined|\bnull\b|NaN|Invalid/);
        expect(words).toContain("#4821");
      }
      const answer = letter.kind === "reopened" ? "?a=yes" : "?a=no";
      expect(text).toContain(`https://desk.test/s/1${answer}`);
      expect(html).toContain(`lang="${language}"`);
    },
  );

  it("tells every instant as a day of its own calendar", () => {
    const { text } = write(language, letters[0] ?? { kind: "reopened" });
    expect(text).toContain(
      wordsIn(language)
        .format("Europe/Ljubljana")
        .day(noon / 1000),
    );
    expect(text).toContain(
      wordsIn(language)
        .format("Europe/Ljubljana")
        .day((noon + 4 * day) / 1000),
    );
  });
});

const others = languages.filter((language) => language !== "en");
it.each(others)("no mail of the ladder in %s has a sentence in English", (language) => {
  for (const letter of letters) {
    const english = write("en", letter)
      .text.split("\n")
      .filter((line) => line.length > 20 && !line.startsWith("http"));
    expect(english.filter((line) => write(language, letter).text.includes(line))).toEqual([]);
  }
});
