import type { Tx } from "../../../../platform/postgres/pool.ts";
import type { MailTokens } from "../../tokens.ts";
import type { Incoming, Verdict } from "../incoming.ts";

/** What a filter may ask besides the mail itself. All of it belongs to one transaction. */
export type Lookup = {
  readonly tx: Tx;
  readonly tokens: MailTokens;
  /** The domain on the right of our own Message-IDs. */
  readonly ownHost: string;
  /** What many filters want to know, asked before the first of them. */
  readonly known: Known;
};

export type Known = {
  /** The line of the ledger under which this very message came to the mailbox before. */
  readonly twin: number | null;
  /** Who of us has the address the mail names as its sender's. */
  readonly agent: { readonly id: number; readonly name: string } | null;
};

/** One small question about a mail; null = not my case, ask the next. */
export type IntakeFilter = (incoming: Incoming, lookup: Lookup) => Promise<Verdict | null>;
