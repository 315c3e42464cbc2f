import type { MailCheck } from "@kvit/contract/people";
import { currentWords, t } from "../../i18n/language.ts";
import type { ServerDraft } from "./draft.ts";

/** The ports people most likely want. They are numbers and need no translation. */
const usualPorts = { imap: "993 (TLS), 143", relay: "465 (TLS), 587" } as const;

/** How a test went, in one sentence that begins with the field to fix. */
export function checkSentence(kind: "imap" | "relay", check: MailCheck, server: ServerDraft): string {
  const key = `mailCheck.${check.code}`;
  if (!currentWords().has(key)) return check.detail;
  const { host, port, user } = server;
  return t(key, { host, place: `${host}:${port}`, user, ports: usualPorts[kind] });
}
