/**
 * Every word the product says, in six languages, and the formats of each. The
 * strings live by area in `messages/`; a catalogue is one language of them,
 * parsed on the server or at build time, so that no parser runs in a browser.
 */
export {
  intlLocale,
  languageNames,
  languageOf,
  languages,
  pickLanguage,
  type Language,
  type Message,
  type Messages,
} from "./language.ts";
export {
  appAreas,
  areas,
  catalogueFor,
  serverAreas,
  type Area,
  type Catalogue,
  type MessageKey,
} from "./catalogue.ts";
export { createTranslator, type Translate, type Values } from "./translator.ts";
export { createFormat, type Format } from "./format.ts";
export { foldForSearch } from "./fold.ts";
export { waitOf } from "./wait.ts";
