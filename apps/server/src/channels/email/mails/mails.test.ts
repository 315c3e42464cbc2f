import { describe, expect, it } from "vitest";
import { languages } from "@kvit/i18n/language";
import { isReplyMarker } from "../understand/replies/reply-marker.ts";
import { invitationMail, resetMail } from "./desk-mails.ts";
import type { Letter } from "./letter.ts";
import { receiptMail } from "./receipt-mail.ts";
import { replyMail } from "./reply-mail.ts";
import { wordsIn } from "./words.ts";

const url = "https://help.primer.test/r/4821.token";
const decisionUrl = "https://help.primer.test/s/4821.token";
const desk = { deskName: "Primer Help" };
const linked = { ...desk, url, until: "Tue 24 Nov, 15:05" };
const answer = {
  ...desk,
  subject: "Re: My parcel [#4821]",
  text: "It is on its way.",
  html: null,
  signature: "Primer d.o.o.",
  historyUrl: url,
};

const lettersIn = (language: (typeof languages)[number]): Readonly<Record<string, Letter>> => {
  const words = wordsIn(language);
  return {
    receipt: receiptMail(words, {
      ...desk,
      tag: "[#4821]",
      reference: "#4821",
      departmentName: "Support",
      receivedAt: "Sun 22 Nov, 15:05",
      subject: "My parcel",
      historyUrl: url,
    }),
    reply: replyMail(words, { ...answer, decisionUrl: null }),
    resolution: replyMail(words, { ...answer, decisionUrl }),
    solved: replyMail(words, { ...answer, text: "", decisionUrl }),
    invitation: invitationMail(words, { ...linked, invitedBy: "Marta Kos" }),
    reset: resetMail(words, linked),
  };
};

const all = languages.flatMap((language) =>
  Object.entries(lettersIn(language)).map(([kind, letter]) => ({ language, kind, letter })),
);
const linksOf = (text: string): string[] => text.match(/https?:\/\/[^\s"<]+/g) ?? [];

describe.each(all)("the $kind mail in $language", ({ language, kind, letter }) => {
  it("fetches nothing, and says its language", () => {
    expect(letter.html).toContain(`<html lang="${language}">`);
    expect(letter.html).not.toMatch(/<(?:img|link|script|iframe)|\bsrc=|url\(|@import/i);
    for (const link of linksOf(letter.html)) expect(letter.html).toContain(`href="${link}"`);
  });

  it("leads to the same places in both parts", () => {
    expect(new Set(linksOf(letter.text))).toEqual(new Set(linksOf(letter.html)));
  });

  it("has buttons that Outlook shows as such: each in a cell with its own colour and room", () => {
    const buttons = letter.html.match(/<a class="(?:main|plain)-words"/g) ?? [];
    const cells = letter.html.match(/<td class="cell [^>]*bgcolor="#[^>]*mso-padding-alt/g) ?? [];
    expect(cells).toHaveLength(buttons.length);
    expect(buttons.length).toBe({ resolution: 2, solved: 2, invitation: 1, reset: 1 }[kind] ?? 0);
  });

  it("begins with the line to write above, where it can be answered", () => {
    const [first = ""] = letter.text.split("\n");
    expect(isReplyMarker(first)).toBe(kind !== "invitation" && kind !== "reset");
  });
});
