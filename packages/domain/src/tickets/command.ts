import type { Instant, Result } from "../kernel/index.ts";
import type { Permission } from "../permissions/permission.ts";
import type { Actor, Cause, DraftEvent } from "./event.ts";
import type { RefusalReason } from "./refusal.ts";
import type { Ticket, TicketFields } from "./ticket.ts";

/** What a decision may know besides the ticket and the input. All of it is handed in. */
export type Context = {
  readonly now: Instant;
  readonly actor: Actor;
  readonly cause: Cause;
  /** Days a closed ticket can be reopened by its customer's message. */
  readonly reopenWindowDays: number;
  /** What the desk's own life cycle has against a step that the table allows; left out, it has nothing. */
  readonly rules?: Rules;
};

/** A step before it is taken: the ticket as it is and as it would be. */
export type ProposedStep = {
  readonly before: TicketFields;
  readonly after: TicketFields;
  readonly command: string;
  readonly actor: Actor;
  readonly drafts: readonly DraftEvent[];
};
/** `names`: keys of the fields, approvals or stages that are meant. */
export type Objection = { readonly reason: RefusalReason; readonly names: readonly string[] };
export type Rules = (step: ProposedStep) => Objection | null;

/** Drafts in the order they happened (none: it is so already), or why not. */
export type Answer = Result<readonly DraftEvent[], RefusalReason>;

/**
 * One verb a ticket understands. The API route, palette entry, bulk, macros,
 * undo and the table of rights are all read from this definition; in which
 * states it may be used, and where it leads, is said by the table alone.
 */
export type CommandDefinition<Name extends string, Input> = {
  readonly name: Name;
  /** The right an agent needs for it. */
  readonly permission: Permission;
  /** Whether an undo of it is offered. */
  readonly undoable: boolean;
  /** Pure, and called by `decide` only, which has asked the table first. */
  readonly decide: (ticket: Ticket, input: Input, context: Context) => Answer;
};
