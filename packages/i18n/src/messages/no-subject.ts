import type { Message } from "../language.ts";

/** In place of a subject: on the ledger's pages in the reader's language, as a ticket's subject in the mailbox's. */
export const noSubject = {
  en: "(no subject)",
  sl: "(brez zadeve)",
  nb: "(uten emne)",
  pl: "(bez tematu)",
  it: "(senza oggetto)",
  cs: "(bez předmětu)",
} as const satisfies Message;
