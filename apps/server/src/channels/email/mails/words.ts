import {
  catalogueFor,
  createFormat,
  createTranslator,
  languageOf,
  type Format,
  type Language,
  type Translate,
} from "@kvit/i18n";

/** The desk's words in one language, with its dates. */
export type Words = {
  readonly language: Language;
  readonly t: Translate;
  readonly format: (timeZone: string) => Format;
};

const known = new Map<Language, Words>();

/** Made once per language and kept. */
export function wordsIn(language: Language): Words {
  const found = known.get(language);
  if (found !== undefined) return found;
  const formats = new Map<string, Format>();
  const made: Words = {
    language,
    t: createTranslator(language, catalogueFor(language, ["mail", "ladderMail", "nudgeMail", "customer"])),
    format(timeZone) {
      const format = formats.get(timeZone) ?? createFormat(language, timeZone);
      formats.set(timeZone, format);
      return format;
    },
  };
  known.set(language, made);
  return made;
}

/** The first of these languages that we speak: the customer's, the mailbox's, the desk's. */
export function firstLanguage(tags: readonly (string | null | undefined)[]): Language {
  for (const tag of tags) {
    const language = tag === null || tag === undefined ? null : languageOf(tag);
    if (language !== null) return language;
  }
  return "en";
}
