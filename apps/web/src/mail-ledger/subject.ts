import type { LedgerEntry } from "@kvit/contract/mail";
import type { Words } from "../i18n/language.ts";

/** A mail's subject, or in words why there is none: nobody has read the mail yet, or it has none. */
export function subjectWords(
  { t }: Pick<Words, "t">,
  { subject, state }: Pick<LedgerEntry, "subject" | "state">,
): string {
  if (subject !== null && subject.trim() !== "") return subject;
  return t(state === "pending" ? "ledger.unread" : "ledger.noSubject");
}
