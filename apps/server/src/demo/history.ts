import type { Instant } from "@kvit/domain/kernel";
import { defaultLadder } from "@kvit/domain/ladders";
import {
  decide,
  evolve,
  nextInterval,
  openTicket,
  seal,
  type Actor,
  type Cause,
  type CommandInput,
  type CommandName,
  type DraftEvent,
  type Interval,
  type OpenTicketInput,
  type Ticket,
  type TicketEvent,
} from "@kvit/domain/tickets";
import { sha256Hex } from "../platform/digest.ts";
import { messageDigest } from "../tickets/message-digest.ts";

export type Kind = "customer" | "agent" | "note" | "automatic";
export type Author = { readonly actor: Actor; readonly name: string; readonly address: string | null };

/** A message beside the log. */
export type Written = {
  readonly id: number;
  readonly kind: Kind;
  readonly at: Instant;
  readonly author: Author;
  readonly text: string;
  readonly digest: string;
};

export type Doing = { readonly at: Instant; readonly actor: Actor; readonly cause?: Cause };

export type HistorySource = {
  readonly ticketId: number;
  readonly number: number;
  readonly takeMessageId: () => number;
  readonly takeAct: () => string;
};

/**
 * One ticket being told from its beginning: every step goes through the same
 * decisions as a real one, with its instants and ids handed in. Kept in memory
 * until it is written at once.
 */
export class History {
  readonly events: TicketEvent[] = [];
  readonly intervals: Interval[] = [];
  readonly messages: Written[] = [];
  readonly #source: HistorySource;
  #ticket: Ticket | null = null;

  constructor(source: HistorySource) {
    this.#source = source;
  }

  get ticket(): Ticket {
    if (this.#ticket === null) throw new Error("The ticket has not begun.");
    return this.#ticket;
  }

  begin(
    input: Omit<OpenTicketInput, "number" | "message">,
    doing: Doing,
    first: Pick<Written, "author" | "text">,
  ): void {
    const { id: messageId, digest } = this.#write({ ...first, kind: "customer", at: doing.at });
    const drafts = openTicket(
      { ...input, number: this.#source.number, message: { kind: "received", messageId, digest } },
      contextOf(doing),
    );
    this.#take(drafts, doing);
  }

  /** Does what a command says. Throws when the life cycle refuses it: the story was told wrong. */
  run<Name extends CommandName>(name: Name, input: CommandInput<Name>, doing: Doing): void {
    const decision = decide(this.ticket, { name, input }, contextOf(doing));
    if (!decision.ok)
      throw new Error(`A ticket that is ${this.ticket.status} refused ${name}: ${decision.reason}.`);
    this.#take(decision.events, doing);
  }

  /** Writes a message and answers what the command that brings it needs to know. */
  write(message: Omit<Written, "id" | "digest">): { messageId: number; digest: string } {
    const { id, digest } = this.#write(message);
    return { messageId: id, digest };
  }

  #write(message: Omit<Written, "id" | "digest">): Written {
    const digest = messageDigest({ text: message.text, html: null, attachments: [] });
    const written = { ...message, id: this.#source.takeMessageId(), digest };
    this.messages.push(written);
    return written;
  }

  #take(drafts: readonly DraftEvent[], { at, actor, cause }: Doing): void {
    if (drafts.length === 0) return;
    const before = this.#ticket;
    const place = {
      ticketId: this.#source.ticketId,
      at,
      actor,
      cause: cause ?? byHand,
      act: this.#source.takeAct(),
    };
    const events = seal(drafts, before, place, sha256Hex);
    const after = events.reduce<Ticket | null>((ticket, event) => evolve(ticket, event), before);
    if (after === null) return;
    this.events.push(...events);
    this.#ticket = after;
    this.#follow(nextInterval(before, after));
  }

  #follow(next: Interval | null): void {
    if (next === null) return;
    const last = this.intervals.pop();
    if (last !== undefined) this.intervals.push({ ...last, to: next.from });
    this.intervals.push(next);
  }
}

const byHand: Cause = { kind: "hand" };
const { reopenWindowDays } = defaultLadder;

function contextOf({ at, actor, cause }: Doing) {
  return { now: at, actor, cause: cause ?? byHand, reopenWindowDays };
}
