import type { Tx } from "../platform/postgres/pool.ts";
import type { StoredTicket } from "./stored-ticket.ts";
import type { Work } from "./unit-of-work.ts";

/**
 * What tickets ask of the way out for mail. Everything is written in the
 * caller's transaction, so nothing leaves before the commit; the e-mail
 * channel implements it and is plugged in where the server is composed.
 */
export type MailPort = {
  /** Queues an agent's public answer, which leaves at `dueAt` (RFC 3339); until then it can be taken back if `held`. */
  readonly reply: (work: Work, mail: ReplyMail) => Promise<void>;
  /** "We have got it": to the requester, at most so often as RFC 3834 and good manners allow. */
  readonly receipt: (
    work: Work,
    mail: { readonly accountId: number; readonly stored: StoredTicket },
  ) => Promise<void>;
  /** "Is it solved?": with the two links by which the customer decides. */
  readonly solved: (
    work: Work,
    mail: { readonly accountId: number; readonly stored: StoredTicket; readonly act: string },
  ) => Promise<void>;
  /** Takes back what an act was going to send; false when some of it has left already. An act without mail answers true. */
  readonly cancelHeld: (tx: Tx, held: HeldMails) => Promise<boolean>;
  /** Ends the hold of a message's mail; false when it is not held any more. */
  readonly sendHeld: (
    work: Work,
    held: { readonly accountId: number; readonly messageId: number },
  ) => Promise<boolean>;
  /** Ends the wait of a ticket's question whether it is solved; false when none waits. */
  readonly askNow: (
    work: Work,
    about: { readonly accountId: number; readonly ticketId: number },
  ) => Promise<boolean>;
  /** "We have joined your requests": to the requester of a ticket that was merged; held, so that it can be taken back. */
  readonly merged: (work: Work, mail: MergedMail) => Promise<void>;
  /** The merge was taken back: what was going to be told of it is not told. */
  readonly cancelMerged: (
    tx: Tx,
    about: { readonly accountId: number; readonly ticketId: number },
  ) => Promise<void>;
};

export type ReplyMail = {
  readonly accountId: number;
  readonly stored: StoredTicket;
  readonly messageId: number;
  readonly cc: readonly string[];
  readonly dueAt: string;
  readonly held: boolean;
  readonly resolves: boolean;
};

export type HeldMails = {
  readonly accountId: number;
  readonly ticketId: number;
  readonly act: string;
  readonly messageIds: readonly number[];
};

export type MergedMail = {
  readonly accountId: number;
  /** Both as they were before. */
  readonly source: StoredTicket;
  readonly target: StoredTicket;
  readonly act: string;
};
