/** Why a mail became what it became: the codes of the ledger. Each has its words in every language. */
export const ledgerReasons = [
  // a ticket of its own
  "new-ticket",
  "follow-up",
  "agent-address",
  "automatic",
  "mailing-list",
  "released",
  // part of a ticket, and how it was found
  "message-id",
  "reply-address",
  "references",
  "tag",
  "ledger",
  "agent-by-mail",
  "auto-reply",
  "bounce",
  "bulk",
  // set aside
  "bounce-of-unknown-mail",
  "duplicate",
  "same-message",
  "by-hand",
  "own-address",
  "no-sender",
  "flood",
  "undecided",
  "round-trip",
  "round-trip-returned",
  // could not be processed
  "over-limit",
  "timeout",
  "crashed",
  "unparsable",
  "error",
  // to be processed once more
  "rerun",
] as const;
export type LedgerReason = (typeof ledgerReasons)[number];
