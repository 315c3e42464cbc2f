import { fieldsNamed, firstValue } from "../headers/header-block.ts";
import type { MailFilter } from "./filter.ts";

/**
 * Our own mail come back: written from an address that mail to us arrives at,
 * or an automatic mail that carries our mark. Answering it would be answering
 * ourselves, for ever.
 */
export const ownMail: MailFilter = ({ block, from, ownAddresses }) => {
  const writer = from === null ? [] : [from.address, withoutTag(from.address)];
  if (ownAddresses.some((own) => writer.includes(own.toLowerCase()))) {
    return { kind: "loop", reason: "from-own-address" };
  }
  const marked = fieldsNamed(block, "x-kvit-ticket").length > 0;
  const submitted = firstValue(block, "auto-submitted")?.toLowerCase() ?? "no";
  return marked && !submitted.startsWith("no") ? { kind: "loop", reason: "own-automatic-mail" } : null;
};

/** `support+t1.abc@desk.example` is `support@desk.example`: reply addresses are ours too. */
const withoutTag = (address: string): string => address.replace(/\+[^@]*(?=@)/, "");
