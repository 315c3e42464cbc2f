import type { IntakeFilter } from "./filter.ts";

/** Our own mail come back. Held back and never answered: it would be answering ourselves, for ever. */
export const ownMail: IntakeFilter = async ({ mail, rerun }) => {
  if (mail.kind !== "loop") return null;
  if (rerun) return { kind: "open", receipt: false, reason: "released", flags: ["own-address"] };
  return { kind: "set-aside", state: "suspended", reason: "own-address", detail: mail.kindReason };
};
