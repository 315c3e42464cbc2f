import type { Instant } from "@kvit/domain/kernel";
import type { CloseReason } from "@kvit/domain/tickets";
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
  /** Tells the customer what silence led to or what we decided; false when there is nobody to write to. */
  readonly ladder: (work: Work, note: LadderNote) => Promise<boolean>;
  /** Tells our own people that a customer has waited too long. */
  readonly nudge: (work: Work, nudge: Nudge) => Promise<void>;
  /** Takes back what an act was going to send; false when some of it has left already. An act without mail answers true. */
  readonly cancelHeld: (tx: Tx, held: HeldMails) => Promise<boolean>;
  /** Of an act that is done again: what it asked or told and was taken back before it left will leave after all, once its hold is over. */
  readonly holdAgain: (work: Work, held: Omit<HeldMails, "messageIds">) => Promise<void>;
  /** Sets when the held mails of an act leave, on all its tickets. */
  readonly holdUntil: (
    tx: Tx,
    held: { readonly accountId: number; readonly act: string; readonly until: Instant },
  ) => Promise<void>;
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

/** What a mail of the closing ladder, of closing or of reopening says. Instants are told as days of the desk's zone. */
export type LadderLetter =
  | {
      readonly kind: "remind" | "notice";
      readonly from: "answered" | "resolved";
      readonly since: Instant;
      /** When the ladder resolves or closes, if nobody says anything; null where it does not. */
      readonly then: Instant | null;
    }
  | {
      readonly kind: "resolved";
      readonly since: Instant;
      readonly then: Instant | null;
      /** Until when it can be opened again afterwards. */
      readonly until: Instant | null;
    }
  | {
      readonly kind: "closed";
      readonly reason: CloseReason;
      readonly since: Instant;
      readonly until: Instant;
    }
  | { readonly kind: "reopened" };

export type Nudge = {
  readonly accountId: number;
  readonly stored: StoredTicket;
  readonly rung: "remind-assignee" | "remind-lead" | "escalate";
  /** Since when the customer waits. */
  readonly since: Instant;
  readonly agentIds: readonly number[];
};

export type LadderNote = {
  readonly accountId: number;
  readonly stored: StoredTicket;
  readonly letter: LadderLetter;
  /** What it belongs to: undone while the mail is held, it is not sent. */
  readonly act: string;
  /** Waits for second thoughts: of a person, who may have them. */
  readonly held: boolean;
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
