import { expect, it } from "vitest";
import { catalogueFor, createTranslator } from "@kvit/i18n";
import { subjectWords } from "./subject.ts";

const words = { t: createTranslator("en", catalogueFor("en")) };

it("says that a mail is not read yet only while it waits", () => {
  expect(subjectWords(words, { state: "pending", subject: null })).toBe("Not read yet");
  expect(subjectWords(words, { state: "ignored", subject: null })).toBe("(no subject)");
  expect(subjectWords(words, { state: "message", subject: "" })).toBe("(no subject)");
  expect(subjectWords(words, { state: "message", subject: "Refund" })).toBe("Refund");
});
