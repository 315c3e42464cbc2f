import type { Language } from "@kvit/i18n/language";
import type { SampleTexts } from "../sample-texts.ts";
import { czech } from "./cs.ts";
import { english } from "./en.ts";
import { italian } from "./it.ts";
import { norwegian } from "./nb.ts";
import { polish } from "./pl.ts";
import { slovenian } from "./sl.ts";

export const sampleTexts: Readonly<Record<Language, SampleTexts>> = {
  en: english,
  sl: slovenian,
  nb: norwegian,
  pl: polish,
  it: italian,
  cs: czech,
};
