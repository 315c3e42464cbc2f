/** The languages every string exists in, in the order they are offered. */
export const languages = ["en", "sl", "nb", "pl", "it", "cs"] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name, which is never translated. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: "English",
  sl: "Slovenščina",
  nb: "Norsk bokmål",
  pl: "Polski",
  it: "Italiano",
  cs: "Čeština",
};

/** The locale given to Intl: English follows the British patterns (22 Nov 2026, 15:05). */
export const intlLocale: Readonly<Record<Language, string>> = {
  en: "en-GB",
  sl: "sl",
  nb: "nb",
  pl: "pl",
  it: "it",
  cs: "cs",
};

/** One string in all languages, as ICU MessageFormat. */
export type Message = Readonly<Record<Language, string>>;
export type Messages = Readonly<Record<string, Message>>;

/** The language of a tag such as "nb-NO" or "no"; null when we do not speak it. */
export function languageOf(tag: string): Language | null {
  const base = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  const known = base === "no" || base === "nn" ? "nb" : base;
  return languages.find((language) => language === known) ?? null;
}

/** The first language of a reader's list that we speak, else `fallback`. */
export function pickLanguage(tags: readonly string[], fallback: Language = "en"): Language {
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language !== null) return language;
  }
  return fallback;
}
