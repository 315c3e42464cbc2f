import type { DenialReason } from "@kvit/domain/permissions";
import type { Problem } from "@kvit/contract/wire";
import { waitOf } from "@kvit/i18n/wait";
import { currentWords, t, type MessageKey } from "../i18n/language.ts";
import { ApiError } from "./request.ts";
import { saySince } from "./say-since.ts";

const denials: ReadonlyMap<string, MessageKey> = new Map<DenialReason, MessageKey>([
  ["role", "refusal.not-allowed"],
  ["not-yours", "refusal.own-only"],
  ["not-your-department", "refusal.department-only"],
  ["only-to-yourself", "refusal.own-only"],
]);

/** Where the catalogue says why a ticket refuses: by the reason of a missing right, else by the code of the life cycle. */
export const refusalKey = (code: string): string => denials.get(code) ?? `refusal.${code}`;

/** The sentence for a refusal's code, with the names of what is missing; null when the catalogue has none. */
export function refusalSentence(code: string, names = ""): string | null {
  const key = refusalKey(code);
  return currentWords().has(key) ? t(key, { names }) : null;
}

/** What went wrong, in words for the person: the catalogue's sentence, else the server's, else a general one. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return t("error.server");
  if (error.status === 0) return t("error.network");
  if (error.status === 401) return t("error.signedOut");
  if (error.status === 429) return t("problem.too-many-requests", { when: waitAfter(error) });
  const plain = wordsOf(error.problem) ?? t("error.server");
  const since = error.problem?.since;
  const words = since === undefined ? plain : saySince(plain, since);
  const about = error.problem?.ticket;
  return about === undefined ? words : `#${about}: ${words}`;
}

function wordsOf(problem: Problem | null): string | null {
  if (problem === null) return null;
  const names = (problem.errors ?? []).map(({ message }) => message).join(", ");
  return refusalSentence(problem.code, names) ?? problemSentence(problem.code) ?? problem.detail;
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
