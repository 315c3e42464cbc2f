import { setupI18n } from "@lingui/core";
import { intlLocale, type Language } from "./language.ts";
import type { Catalogue, MessageKey } from "./catalogue.ts";

export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, values?: Values) => string;

/** A function from key and values to words in one language. A key that is missing answers itself. */
export function createTranslator(language: Language, catalogue: Catalogue): Translate {
  const locale = intlLocale[language];
  const i18n = setupI18n({ locale, messages: { [locale]: { ...catalogue } } });
  return (key, values) => i18n._(key, values);
}
