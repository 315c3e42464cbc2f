import { waitOf } from "@kvit/i18n/wait";
import { currentWords, t } from "../i18n/language.ts";
import { ApiError } from "./request.ts";

/** The sentence for a refusal's code; null when the catalogue has none. */
export function refusalSentence(code: string): string | null {
  const key = `refusal.${code}`;
  return currentWords().has(key) ? t(key) : null;
}

/** What went wrong, in words for the person: the catalogue's sentence, else the server's, else a general one. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return t("error.server");
  if (error.status === 0) return t("error.network");
  if (error.status === 401) return t("error.signedOut");
  if (error.status === 429) return t("problem.too-many-requests", { when: waitAfter(error) });
  const code = error.problem?.code;
  const known = code === undefined ? null : (refusalSentence(code) ?? problemSentence(code));
  return known ?? error.problem?.detail ?? t("error.server");
}

/** When the next try will be looked at, in the reader's words. */
export function waitAfter(error: unknown): string {
  return waitOf(currentWords().language, error instanceof ApiError ? error.retryAfter : 0);
}

/** The sentence for a problem of the server that is no refusal; English readers get its own, which says more. */
function problemSentence(code: string): string | null {
  const { has, language } = currentWords();
  const key = `problem.${code}`;
  return language !== "en" && has(key) ? t(key) : null;
}
