import type { Instant } from "@kvit/domain/kernel";
import type { MailMailbox } from "../addressing/mailbox.ts";
import type { Mailbox as Sender, ParsedMail, ThreadingCandidates } from "../understand/index.ts";
import type { ClaimedMail } from "./intake.queries.ts";
import type { LedgerReason } from "./ledger-reason.ts";

/** A mail on its way through the filters: what came, where it came to, and what it says. */
export type Incoming = {
  readonly accountId: number;
  readonly claimed: ClaimedMail;
  readonly mailbox: MailMailbox;
  readonly mail: ParsedMail;
  /** What its headers say of other mails and tickets. */
  readonly candidates: ThreadingCandidates;
  /** Who wrote, by the header's claim; where the header names nobody, the envelope's. */
  readonly sender: Sender | null;
  /** False when the body could not be understood and `mail` carries a notice in its place. */
  readonly understood: boolean;
  /** An agent asked for this mail to be run again: what held it back before is not asked again. */
  readonly rerun: boolean;
  readonly now: Instant;
};

/** How a mail was found to belong to a ticket. */
export type Thread = {
  readonly ticketId: number;
  /** The ticket the mail was written to, where the conversation has gone on in another since. */
  readonly addressedTo: number | null;
  readonly by: "message-id" | "reply-address" | "references" | "tag" | "ledger";
  /** The sender could only know this from a mail of ours: a Message-ID or reply address under our MAC. */
  readonly proven: boolean;
  /** The sender's address has written to this ticket, is its requester's, or was addressed in it. */
  readonly participant: "writer" | "addressed" | null;
};

/** What is to become of a mail. */
export type Verdict =
  | {
      readonly kind: "set-aside";
      readonly state: "suspended" | "ignored";
      readonly reason: LedgerReason;
      readonly detail?: string;
      readonly duplicateOf?: number;
    }
  /** A machine's mail kept in the thread: it answers nothing and opens nothing. */
  | {
      readonly kind: "append-automatic";
      readonly ticketId: number;
      readonly sort: "auto-reply" | "bounce" | "bulk";
      readonly threadedBy: string;
      /** The outgoing mail that a bounce speaks of. */
      readonly bounced?: BouncedMail;
    }
  /** Words of somebody who says to be one of us: kept inside, sent to nobody. */
  | {
      readonly kind: "append-note";
      readonly ticketId: number;
      readonly agentName: string;
      readonly threadedBy: string;
    }
  | { readonly kind: "append"; readonly thread: Thread }
  | {
      readonly kind: "open";
      readonly receipt: boolean;
      readonly reason: LedgerReason;
      readonly flags: readonly string[];
    };

export type BouncedMail = {
  readonly outboxId: number;
  readonly messageId: number | null;
  readonly ticketId: number;
  /** False: only late, or only some other news. */
  readonly final: boolean;
  /** Who did not take it, if the report says so. */
  readonly recipient: string | null;
  /** What the mail system wrote. */
  readonly technical: string;
};
