import type { MessageKey, Words } from "../i18n/language.ts";

type Told = Pick<Words, "t" | "has">;
type Refused = Pick<HTMLInputElement, "name" | "validity" | "validationMessage">;

/** The field that a path of an answer, or an input's name, ends in: of `imap.port` and `imap-port` the port. */
export function fieldName(path: string): string {
  return path.split(/[.-]/).findLast((part) => part !== "" && !/^\d+$/.test(part)) ?? path;
}

/** What belongs into a field, by the last part of its path or name; null where we have no words for it. */
export function fieldSentence({ t, has }: Told, path: string): string | null {
  const key = `field.${fieldName(path)}`;
  return has(key) ? t(key) : null;
}

/** Why the browser refuses what stands in a field: in our words, else in the browser's. */
export function whyRefused(words: Told, { name, validity, validationMessage }: Refused): string {
  const general: MessageKey | null = validity.valueMissing
    ? "field.missing"
    : validity.typeMismatch
      ? "field.email"
      : null;
  return general === null ? (fieldSentence(words, name) ?? validationMessage) : words.t(general);
}
