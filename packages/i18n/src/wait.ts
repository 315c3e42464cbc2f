import { intlLocale, type Language } from "./language.ts";

/** How long until something may be tried again, rounded up: "in 40 seconds", "in 15 minutes", with the case the language asks for. */
export function waitOf(language: Language, seconds: number): string {
  const relative = new Intl.RelativeTimeFormat(intlLocale[language], { numeric: "always" });
  const whole = Math.max(1, Math.ceil(seconds));
  return whole < 60 ? relative.format(whole, "second") : relative.format(Math.ceil(whole / 60), "minute");
}
