import type { Instant, JsonObject } from "../kernel/index.ts";
import type { Status } from "./status.ts";

export const priorities = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];

export const closeReasons = [
  "confirmed",
  "solved-by-customer",
  "no-longer-relevant",
  "no-answer",
  "duplicate",
  "not-ours",
] as const;
export type CloseReason = (typeof closeReasons)[number];

export const clockKinds = ["first-response", "next-response"] as const;
export type ClockKind = (typeof clockKinds)[number];

/** A running (or paused) episode of a response clock. `pausedMicros` sums the pauses already given back. */
export type Clock = {
  readonly episode: number;
  readonly startedAt: Instant;
  readonly pausedAt: Instant | null;
  readonly pausedMicros: number;
};

/** `from` and `fromStage` are where waking leads: new, open, answered or resolved. `until` null = until the customer replies. */
export type Postponement = {
  readonly from: Status;
  readonly fromStage: string | null;
  readonly until: Instant | null;
};

/** What the closing ladder does by itself: mails to the customer in their turn, words to us in ours. */
export const rungs = ["remind", "notice", "remind-assignee", "remind-lead", "escalate"] as const;
export type Rung = (typeof rungs)[number];

/** How far the ladder has come in one wait, which began at `since`. `stopped`: a mail of it came back, so a person has to look. */
export type Climb = {
  readonly since: Instant;
  readonly done: readonly { readonly rung: Rung; readonly at: Instant }[];
  readonly stopped: boolean;
};

/**
 * Everything a ticket is at one moment, apart from the text of its messages.
 * Each property changes only through the `changes` of an event, so that the
 * fold of the events is this value and every change can be turned round.
 */
export type TicketFields = {
  readonly status: Status;
  readonly stage: string | null;
  readonly subject: string;
  readonly requesterId: number;
  readonly departmentId: number;
  readonly assigneeId: number | null;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly fields: JsonObject;
  readonly links: readonly TicketLink[];
  /** Set while the status is `postponed`, and kept while spam or deleted lies on top of it. */
  readonly postponement: Postponement | null;
  /** The status to which "not spam" returns. */
  readonly spammedFrom: Status | null;
  /** The status to which "restore" returns. */
  readonly deletedFrom: Status | null;
  /** Where a merged ticket's conversation went on. */
  readonly mergedInto: number | null;
  readonly reopenCount: number;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closeReason: CloseReason | null;
  /** The oldest customer message no agent has answered or decided about. */
  readonly oldestUnansweredAt: Instant | null;
  readonly lastCustomerMessageAt: Instant | null;
  readonly lastPublicReplyAt: Instant | null;
  /** A customer wrote to a spam or deleted ticket: somebody must look. */
  readonly needsReview: boolean;
  readonly firstResponse: Clock | null;
  readonly nextResponse: Clock | null;
  readonly responseEpisodes: number;
  readonly escalations: number;
  readonly openApprovals: readonly string[];
  /** Approvals given for the work under way; reopening begins anew without them. */
  readonly givenApprovals: readonly string[];
  /** When it last came back from postponed, spam or trash into the customer's turn: their silence counts from then. */
  readonly resumedAt: Instant | null;
  /** Of an earlier wait it says nothing any more; see `climbOf`. */
  readonly climb: Climb | null;
};

export type TicketLink = {
  readonly kind:
    | "related"
    | "parent"
    | "child"
    | "duplicate"
    | "caused-by"
    | "cause-of"
    | "follow-up-of"
    | "followed-up-by"
    | "split-from"
    | "split-to";
  readonly ticketId: number;
};

export type Ticket = TicketFields & {
  readonly id: number;
  /** What people call it by. Given once, when it is created. */
  readonly number: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Number of events so far = `seq` of the last; doubles as the version for optimistic checks. */
  readonly version: number;
  readonly lastHash: string;
};
