import { hash } from "node:crypto";
import type { Instant } from "../src/kernel/index.ts";
import {
  decide,
  evolve,
  openTicket,
  seal,
  type Actor,
  type Cause,
  type CommandInputs,
  type CommandName,
  type Context,
  type Decision,
  type OpenTicketInput,
  type Rules,
  type Status,
  type Ticket,
  type TicketEvent,
} from "../src/tickets/index.ts";

export const sha256 = (text: string): string => hash("sha256", text, "hex");

/** Sunday, 22 November 2026, 12:00:00 UTC. */
export const noon: Instant = 1_795_348_800_000_000;
export const second = 1_000_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export const ann: Actor = { kind: "customer", id: 501 };
export const bo: Actor = { kind: "agent", id: 7 };
export const cleo: Actor = { kind: "agent", id: 8 };
export const machine: Actor = { kind: "system", id: null };
export const byHand: Cause = { kind: "hand" };
export const timer: Cause = { kind: "timer", name: "wake" };

type Circumstances = {
  readonly actor?: Actor;
  readonly cause?: Cause;
  readonly reopenWindowDays?: number;
  readonly rules?: Rules;
};

/** One ticket on its way: a clock that only the test moves, and everything that happened. */
export class Life {
  now: Instant = noon;
  ticket: Ticket;
  events: TicketEvent[] = [];
  acts = 0;
  /** What the desk's own life cycle demands; nothing unless set. */
  rules: Rules | null = null;

  constructor(input: Partial<OpenTicketInput> = {}, circumstances: Circumstances = { actor: ann }) {
    const context = this.#context(circumstances);
    const drafts = openTicket(
      {
        number: 1042,
        channel: "email",
        subject: "Printer on fire",
        requesterId: 501,
        departmentId: 3,
        message: { kind: "received", messageId: 1, digest: sha256("It burns.") },
        ...input,
      },
      context,
    );
    const events = seal(drafts, null, this.#seal(context), sha256);
    this.events.push(...events);
    this.ticket = events.reduce<Ticket | null>(evolve, null)!;
  }

  wait(micros: number): this {
    this.now += micros;
    return this;
  }

  decide<Name extends CommandName>(
    name: Name,
    input: CommandInputs[Name],
    circumstances: Circumstances = {},
  ): Decision {
    return decide(this.ticket, { name, input }, this.#context(circumstances));
  }

  /** Decides and, unless refused, commits. */
  try<Name extends CommandName>(
    name: Name,
    input: CommandInputs[Name],
    circumstances: Circumstances = {},
  ): Decision {
    const decision = this.decide(name, input, circumstances);
    if (decision.ok) {
      const events = seal(decision.events, this.ticket, this.#seal(this.#context(circumstances)), sha256);
      this.events.push(...events);
      this.ticket = events.reduce<Ticket>(evolve, this.ticket);
      this.now = Math.max(this.now, this.ticket.updatedAt);
    }
    return decision;
  }

  /** Commits what the test relies on. */
  do<Name extends CommandName>(
    name: Name,
    input: CommandInputs[Name],
    circumstances: Circumstances = {},
  ): this {
    const decision = this.try(name, input, circumstances);
    if (!decision.ok) throw new Error(`${name} was refused: ${decision.reason}`);
    return this;
  }

  receive(flagged = false): this {
    const messageId = this.events.length + 100;
    return this.do("receive", { messageId, digest: sha256(String(messageId)), flagged }, { actor: ann });
  }

  reply(then: "answered" | "resolved" | "keep" = "keep"): this {
    const messageId = this.events.length + 100;
    return this.do("reply", { messageId, digest: sha256(String(messageId)), then, holdUntil: null });
  }

  /** The events of the last act. */
  get lastAct(): readonly TicketEvent[] {
    const act = this.events.at(-1)!.act;
    return this.events.filter((event) => event.act === act);
  }

  undoLast(messagesStillHeld = true): Decision {
    const events = this.lastAct;
    return this.try("undo", { act: events[0]!.act, events, messagesStillHeld });
  }

  types(): readonly string[] {
    return this.events.map((event) => event.type);
  }

  #context({ actor = bo, cause = byHand, reopenWindowDays = 14, rules }: Circumstances): Context {
    const demanded = rules ?? this.rules;
    return {
      now: this.now,
      actor,
      cause,
      reopenWindowDays,
      ...(demanded === null ? {} : { rules: demanded }),
    };
  }

  #seal({ actor, cause, now }: Context) {
    this.acts += 1;
    return { ticketId: 42, at: now, actor, cause, act: `act-${this.acts}` };
  }
}

/** A ticket that came to the state on an ordinary way, an hour per step. */
export function lifeIn(status: Status): Life {
  const life = new Life().wait(hour);
  const open = () => life.reply().wait(hour).receive().wait(hour);
  const ways: Record<Status, () => Life> = {
    new: () => life,
    open,
    answered: () => life.reply().wait(hour),
    postponed: () =>
      open()
        .do("postpone", { until: life.now + day })
        .wait(hour),
    resolved: () => life.reply("resolved").wait(hour),
    closed: () => life.reply("resolved").wait(hour).do("confirm", {}, { actor: ann }).wait(hour),
    spam: () => open().do("spam", {}).wait(hour),
    deleted: () => open().do("delete", {}).wait(hour),
    purged: () => open().do("delete", {}).do("purge", { number: 1042 }).wait(hour),
  };
  return ways[status]();
}

/** What undo promises to restore: all but the ticket's place in its own history. */
export function stateOf({ updatedAt: _at, version: _seq, lastHash: _hash, ...fields }: Ticket) {
  return fields;
}
