import { useSyncExternalStore } from "react";
import { createFormat, type Format } from "@kvit/i18n/format";
import { pickLanguage, type Language } from "@kvit/i18n/language";
import { createTranslator, type Translate, type Values } from "@kvit/i18n/translator";
import type { Catalogue, MessageKey } from "@kvit/i18n/catalogue";

export type { MessageKey, Values };
export type Words = {
  readonly language: Language;
  readonly t: Translate;
  readonly format: Format;
  /** Whether the catalogue has a string for a key made at run time, from a code of the server. */
  readonly has: (key: string) => key is MessageKey;
};

const loaders: Readonly<Record<Language, () => Promise<{ catalogue: Catalogue }>>> = {
  en: () => import("virtual:catalogue/en"),
  sl: () => import("virtual:catalogue/sl"),
  nb: () => import("virtual:catalogue/nb"),
  pl: () => import("virtual:catalogue/pl"),
  it: () => import("virtual:catalogue/it"),
  cs: () => import("virtual:catalogue/cs"),
};

let words = wordsOf("en", {});
const listeners = new Set<() => void>();

/** Words for code outside components. Components call `useWords`, so that they are drawn again when it changes. */
export const currentWords = (): Words => words;
/** The sentence for a key in the language in use. */
export const t: Translate = (key, values) => words.t(key, values);

/** Loads a language's catalogue and makes it the one in use; `timeZone` is the reader's, the browser's unless given. */
export async function switchLanguage(language: Language, timeZone?: string): Promise<void> {
  const { catalogue } = await loaders[language]();
  words = wordsOf(language, catalogue, timeZone);
  document.documentElement.lang = language;
  remember(language);
  for (const listener of listeners) listener();
}

export function useWords(): Words {
  return useSyncExternalStore(subscribe, currentWords);
}

/** The language of the last visit, else the browser's. */
export function guessLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  return pickLanguage([...(stored === null ? [] : [stored]), ...navigator.languages]);
}

const storageKey = "kvit.language";
const remember = (language: Language) => localStorage.setItem(storageKey, language);
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
function wordsOf(language: Language, catalogue: Catalogue, timeZone?: string): Words {
  return {
    language,
    t: createTranslator(language, catalogue),
    format: createFormat(language, timeZone),
    has: (key): key is MessageKey => Object.hasOwn(catalogue, key),
  };
}
