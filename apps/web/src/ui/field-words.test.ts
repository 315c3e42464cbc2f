import { expect, it } from "vitest";
import { catalogueFor, createTranslator } from "@kvit/i18n";
import type { MessageKey } from "../i18n/language.ts";
import { fieldSentence, whyRefused } from "./field-words.ts";

const catalogue = catalogueFor("en");
const words = {
  t: createTranslator("en", catalogue),
  has: (key: string): key is MessageKey => Object.hasOwn(catalogue, key),
};
const fits = {
  badInput: false,
  customError: false,
  patternMismatch: false,
  rangeOverflow: false,
  rangeUnderflow: false,
  stepMismatch: false,
  tooLong: false,
  tooShort: false,
  typeMismatch: false,
  valid: false,
  valueMissing: false,
};
const refused = (name: string, why: Partial<ValidityState>) =>
  whyRefused(words, { name, validity: { ...fits, ...why }, validationMessage: "Match the format." });

it("says of each field what belongs there, whatever form it stands in", () => {
  expect(refused("ticketPrefix", { patternMismatch: true })).toBe(
    "Use letters, digits and dashes alone, at most 10.",
  );
  expect(refused("imap-port", { patternMismatch: true })).toBe("A port is a number from 1 to 65535.");
  expect(refused("password", { tooShort: true })).toBe("Use at least 10 characters, and at most 256.");
});

it("asks for what is missing before it looks at its form", () => {
  expect(refused("email", { valueMissing: true })).toBe("Fill this in.");
  expect(refused("email", { typeMismatch: true })).toBe(
    "This is not an e-mail address, such as ana@example.org.",
  );
});

it("leaves it to the browser where we have no words", () => {
  expect(refused("colour", { patternMismatch: true })).toBe("Match the format.");
});

it("finds a field by the last name in the path of an answer", () => {
  expect(fieldSentence(words, "imap.host")).toContain("name of a server");
  expect(fieldSentence(words, "emails.0")).toContain("One of these");
  expect(fieldSentence(words, "colour")).toBeNull();
});
