import type { Tx } from "../../../../platform/postgres/pool.ts";
import type { MailTokens } from "../../tokens.ts";
import type { Incoming, Verdict } from "../incoming.ts";

/** What a filter may ask besides the mail itself. All of it belongs to one transaction. */
export type Lookup = {
  readonly tx: Tx;
  readonly tokens: MailTokens;
  /** The domain on the right of our own Message-IDs. */
  readonly ownHost: string;
};

/** One small question about a mail; null = not my case, ask the next. */
export type IntakeFilter = (incoming: Incoming, lookup: Lookup) => Promise<Verdict | null>;
