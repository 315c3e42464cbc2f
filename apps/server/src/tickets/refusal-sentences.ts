import type { RefusalReason } from "@kvit/domain/tickets";
import { catalogueFor, createTranslator, type MessageKey } from "@kvit/i18n";

const say = createTranslator("en", catalogueFor("en", ["refusals"]));

/** Why the life cycle said no, in plain English for API users; the app looks the code up in its own language. */
export function refusalSentence(reason: RefusalReason): string {
  return say(`refusal.${reason}`);
}

export function rightSentence(reason: string): string {
  return reason === "role" ? say("right.role") : say("right.not-yours");
}
