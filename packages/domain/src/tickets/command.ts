import type { Instant } from "../kernel/index.ts";
import type { Permission } from "../permissions/index.ts";
import type { Actor, Cause, DraftEvent, TicketEvent } from "./event.ts";
import type { Status } from "./status.ts";
import type { Ticket } from "./ticket.ts";

/** What a decision may know besides the ticket and the input. All of it is handed in. */
export type Context = {
  readonly now: Instant;
  readonly actor: Actor;
  readonly cause: Cause;
  /** Days a closed ticket can be reopened by its customer's message. */
  readonly reopenWindowDays: number;
};

/** `possible` names the commands the table allows in this state, for the person who was refused. */
export type Refused = { readonly ok: false; readonly reason: string; readonly possible: readonly string[] };
export type Decision = { readonly ok: true; readonly events: readonly DraftEvent[] } | Refused;

/**
 * One verb a ticket understands. The API route, palette entry, bulk, macros,
 * undo and the table of rights are all read from this definition.
 */
export type CommandDefinition<Name extends string, Input> = {
  readonly name: Name;
  readonly permission: Permission;
  /** The base states in which the table of the life cycle has an answer other than a refusal. */
  readonly allowedIn: readonly Status[];
  /** Whether an undo of it is offered. */
  readonly undoable: boolean;
  /** Answers drafts (none for a no-op) or a refusal. Pure. */
  readonly decide: (ticket: Ticket, input: Input, context: Context) => Decision;
};

export type UndoInput = { readonly act: string; readonly events: readonly TicketEvent[] };
