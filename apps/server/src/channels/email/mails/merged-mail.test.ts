import { languages } from "@kvit/contract/wire";
import { describe, expect, it } from "vitest";
import { mergedMail } from "./merged-mail.ts";
import { wordsIn } from "./words.ts";

const own = { reference: "#12", historyUrl: "http://desk.test/r/token-of-12" };
const mail = { deskName: "Primer", tag: "[#7]", reference: "#7" };

describe("the mail that tells of a merge", () => {
  it.each(languages)("names both requests in %s and leads to the one that goes on", (language) => {
    const { subject, text, html } = mergedMail(wordsIn(language), { ...mail, into: own });
    expect(subject).toContain("[#7]");
    for (const body of [text, html]) {
      expect(body).toContain("#7");
      expect(body).toContain("#12");
      expect(body).toContain(own.historyUrl);
      expect(body).not.toMatch(/\{reference|\{into|undefined/);
    }
  });

  it.each(languages)("tells nothing of somebody else's request in %s", (language) => {
    const { text, html } = mergedMail(wordsIn(language), { ...mail, into: null });
    expect(text).toContain("#7");
    expect(`${text}${html}`).not.toMatch(/#12|http:\/\/desk|\{reference|undefined/);
  });
});
