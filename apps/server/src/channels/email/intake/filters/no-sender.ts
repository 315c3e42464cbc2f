import type { IntakeFilter } from "./filter.ts";

/** Neither header nor envelope names anybody to answer: held back until somebody looks. */
export const noSender: IntakeFilter = async ({ sender, rerun }) => {
  if (sender !== null) return null;
  if (rerun) return { kind: "open", receipt: false, reason: "released", flags: ["no-sender"] };
  return { kind: "set-aside", state: "suspended", reason: "no-sender", detail: "The mail names no sender." };
};
