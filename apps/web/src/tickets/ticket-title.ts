import type { Words } from "../i18n/language.ts";

type Known = { readonly reference: string; readonly subject: string };

/** What the tab of a ticket is called: the ticket, that it is not there, or, until that is known, its number. */
export function ticketTitle(
  number: number,
  ticket: Known | undefined,
  missing: boolean,
  t: Words["t"],
): string {
  if (ticket !== undefined) return `${ticket.reference} ${ticket.subject}`;
  return t(missing ? "ticket.missingTitle" : "ticket.number", { reference: `#${number}` });
}
