import type { LedgerEntry } from "@kvit/contract/mail";
import type { Words } from "../i18n/language.ts";

/** Why a mail became what it became, in words; a code that this app does not know yet stands for itself. */
export function reasonWords({ t, has }: Words, entry: LedgerEntry): string {
  if (entry.reason === null)
    return t(entry.state === "pending" ? "ledger.reason.waiting" : "ledger.reason.none");
  const ofState = `ledger.reason.${entry.state}.${entry.reason}`;
  if (has(ofState)) return t(ofState);
  const general = `ledger.reason.${entry.reason}`;
  return has(general) ? t(general) : entry.reason;
}
