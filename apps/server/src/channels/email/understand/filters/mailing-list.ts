import { firstValue } from "../headers/header-block.ts";
import { asCode, type MailFilter } from "./filter.ts";

const listFields = ["list-id", "list-post", "list-unsubscribe", "mailing-list", "x-mailing-list"];

/** List and bulk mail (RFC 2919, RFC 2369, and the old Precedence words). */
export const mailingList: MailFilter = ({ block }) => {
  const field = listFields.find((name) => firstValue(block, name) !== null);
  if (field !== undefined) return { kind: "list", reason: field };
  const word = firstValue(block, "precedence")?.trim().toLowerCase() ?? "";
  return /^(?:list|bulk|junk)\b/.test(word) ? { kind: "list", reason: `precedence: ${asCode(word)}` } : null;
};
