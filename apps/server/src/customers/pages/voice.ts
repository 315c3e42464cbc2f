import { formatInstant, type Instant } from "@kvit/domain/kernel";
import {
  catalogueFor,
  createFormat,
  createTranslator,
  intlLocale,
  languages,
  type Format,
  type Language,
  type Translate,
} from "@kvit/i18n";
import { html, type Html } from "./html.ts";

/** How a page speaks: the words, dates and numbers of one reader. */
export type Voice = {
  readonly language: Language;
  readonly say: Translate;
  readonly format: Format;
  readonly timeZone: string;
  readonly now: Instant;
};

const translators = new Map<Language, Translate>();

/** The words of the customer's pages in one language; compiled at first use. */
export function wordsOf(language: Language): Translate {
  const known = translators.get(language);
  if (known !== undefined) return known;
  const fresh = createTranslator(language, catalogueFor(language, ["customer"]));
  translators.set(language, fresh);
  return fresh;
}

/** Compiles all languages, so that the first reader of each does not wait for it. */
export function prepareWords(): void {
  for (const language of languages) wordsOf(language);
}

const formats = new Map<string, Format>();
/** Making a format costs milliseconds; a desk's customers live in few zones. */
const mostFormats = 60;

export function voiceOf(language: Language, timeZone: string, now: Instant): Voice {
  const zone = isTimeZone(timeZone) ? timeZone : "UTC";
  const key = `${language} ${zone}`;
  const format = formats.get(key) ?? createFormat(language, zone);
  if (formats.size >= mostFormats) formats.clear();
  formats.set(key, format);
  return { language, say: wordsOf(language), format, timeZone: zone, now };
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A moment with the weekday, exact for machines. */
export function showMoment(voice: Voice, at: Instant): Html {
  return html`<time datetime="${formatInstant(at)}">${momentOf(voice, at)}</time>`;
}

export function momentOf({ format, now }: Voice, at: Instant): string {
  return format.moment(at / 1000, now / 1000);
}

/** 25 MB, 4.1 kB: in the units and marks of the language. */
export function sizeOf({ language }: Pick<Voice, "language">, bytes: number): string {
  const isLarge = bytes >= 1_000_000;
  const amount = isLarge ? bytes / 1_000_000 : Math.max(0.1, bytes / 1000);
  return new Intl.NumberFormat(intlLocale[language], {
    style: "unit",
    unit: isLarge ? "megabyte" : "kilobyte",
    unitDisplay: "short",
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}
