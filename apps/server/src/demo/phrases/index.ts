import type { Language } from "@kvit/i18n/language";
import { czech } from "./cs.ts";
import { english } from "./en.ts";
import { italian } from "./it.ts";
import { norwegian } from "./nb.ts";
import type { PhraseBook } from "./phrase-book.ts";
import { polish } from "./pl.ts";
import { slovenian } from "./sl.ts";

export const phraseBooks: Readonly<Record<Language, PhraseBook>> = {
  en: english,
  sl: slovenian,
  nb: norwegian,
  pl: polish,
  it: italian,
  cs: czech,
};
export { topics, type Dialogue, type PhraseBook, type Topic } from "./phrase-book.ts";
