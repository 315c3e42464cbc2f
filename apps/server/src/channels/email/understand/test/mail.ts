import type { MailHeaders, ParsedMail, UnderstandOptions } from "../parsed-mail.ts";
import { understandHeaders, understandMail } from "../understand-mail.ts";

export const testOptions: UnderstandOptions = {
  envelopeFrom: "ann@mail.example",
  ownAddresses: ["support@desk.example"],
  ownHost: "desk.example",
  borderHosts: [],
};

/** The bytes of a mail written with LF for convenience. Strings are UTF-8. */
export function mailBytes(text: string): Buffer {
  return Buffer.from(text.replace(/\r?\n/g, "\r\n"));
}

/** A mail from Ann with these further header lines. */
export function plainMail(headerLines: readonly string[], body = "Hello.\n"): Buffer {
  const usual = ["From: Ann <ann@mail.example>", "To: support@desk.example", "Subject: Refund"];
  const named = new Set(headerLines.map((line) => line.split(":")[0]?.toLowerCase()));
  const kept = usual.filter((line) => !named.has(line.split(":")[0]?.toLowerCase()));
  return mailBytes([...kept, ...headerLines, "", body].join("\n"));
}

export async function parsed(raw: Uint8Array, options: Partial<UnderstandOptions> = {}): Promise<ParsedMail> {
  const outcome = await understandMail(raw, { ...testOptions, ...options });
  if (!outcome.ok) throw new Error(`${outcome.problem}: ${outcome.detail}`);
  return outcome.mail;
}

export function headersOf(
  headerLines: readonly string[],
  options: Partial<UnderstandOptions> = {},
): MailHeaders {
  return understandHeaders(plainMail(headerLines), { ...testOptions, ...options });
}
