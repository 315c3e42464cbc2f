import type { DenialReason } from "@kvit/domain/permissions";
import type { RefusalReason } from "@kvit/domain/tickets";
import { catalogueFor, createTranslator, type MessageKey } from "@kvit/i18n";

const say = createTranslator("en", catalogueFor("en", ["refusals"]));

/** Why the life cycle said no, in plain English for API users; the app looks the code up in its own language. */
export function refusalSentence(reason: RefusalReason, names: readonly string[] = []): string {
  return say(`refusal.${reason}`, { names: names.join(", ") });
}

export function rightSentence(reason: DenialReason): string {
  return say(denials[reason]);
}

const denials: Readonly<Record<DenialReason, MessageKey>> = {
  role: "refusal.not-allowed",
  "not-yours": "refusal.own-only",
  "not-your-department": "refusal.department-only",
  "only-to-yourself": "refusal.only-to-yourself",
};
