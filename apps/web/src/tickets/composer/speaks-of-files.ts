/** Words for "attached" by language; a stem is enough. */
const stems: Readonly<Record<string, string>> = {
  en: "attach(?:ed|ment|ments|ing)?\\b|enclosed",
  sl: "prilo(?:žen|gi|ga|go|žil)|v priponki|pripenjam",
  nb: "vedlegg|vedlagt",
  pl: "załącz|załączam|w załączeniu",
  it: "allegat|allego|in allegato",
  cs: "příloh|příloz|přikládám|přiložen",
};

/** Whether a text promises a file, in the customer's language or in English. */
export function speaksOfFiles(text: string, language: string | null): boolean {
  const own = language === null ? undefined : stems[language];
  const words = [stems["en"], own].filter((stem) => stem !== undefined);
  return new RegExp(`(?<!\\p{L})(?:${words.join("|")})`, "iu").test(text);
}
