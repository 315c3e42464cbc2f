import type { Instant } from "@kvit/domain/kernel";
import type { Actor, Cause, CommandInput, CommandName } from "@kvit/domain/tickets";
import { atWork } from "./calendar.ts";
import type { Cast, DemoAgent, Person } from "./cast.ts";
import { History, type HistorySource } from "./history.ts";
import type { Random } from "./random.ts";
import type { Speech } from "./speech.ts";

/** What lies after the end of the demonstration's time is not told any more. */
export class TimeIsUp extends Error {}

export type SceneStart = {
  readonly random: Random;
  readonly cast: Cast;
  readonly customer: Person;
  readonly agent: DemoAgent;
  readonly speech: Speech;
  readonly at: Instant;
  /** The end of the time that is told. */
  readonly until: Instant;
  readonly source: HistorySource;
};

/** One ticket with the people on it and the moment its story has come to. */
export class Scene {
  readonly random: Random;
  readonly cast: Cast;
  readonly customer: Person;
  readonly speech: Speech;
  readonly history: History;
  agent: DemoAgent;
  at: Instant;
  readonly #until: Instant;

  constructor({ random, cast, customer, agent, speech, at, until, source }: SceneStart) {
    this.random = random;
    this.cast = cast;
    this.customer = customer;
    this.agent = agent;
    this.speech = speech;
    this.at = at;
    this.#until = until;
    this.history = new History(source);
  }

  get status() {
    return this.history.ticket.status;
  }

  /** Time goes by, about `typical` microseconds of it. Throws TimeIsUp. */
  wait(typical: number): void {
    this.goTo(this.at + 1 + this.random.duration(typical));
  }

  /** The same, and then on to when somebody is at work. */
  waitForWork(typical: number): void {
    this.goTo(atWork(this.at + 1 + this.random.duration(typical), this.random));
  }

  goTo(at: Instant): void {
    if (at > this.#until) throw new TimeIsUp();
    this.at = Math.max(at, this.at + 1);
  }

  byAgent<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    agent: DemoAgent = this.agent,
  ): void {
    this.history.run(name, input, { at: this.at, actor: { kind: "agent", id: agent.id } });
  }

  byCustomer<Name extends CommandName>(name: Name, input: CommandInput<Name>): void {
    this.history.run(name, input, { at: this.at, actor: { kind: "customer", id: this.customer.id } });
  }

  byTimer<Name extends CommandName>(name: Name, input: CommandInput<Name>, timer: string): void {
    const cause: Cause = { kind: "timer", name: timer };
    this.history.run(name, input, { at: this.at, actor: { kind: "system", id: null }, cause });
  }

  /** A message of the customer's. */
  hear(text: string): { messageId: number; digest: string } {
    const words = this.speech.byCustomer(text, this.customer.name, this.at);
    return this.history.write({
      kind: "customer",
      at: this.at,
      author: this.customerAsAuthor(),
      text: words,
    });
  }

  /** A message of the agent's. */
  say(text: string): { messageId: number; digest: string } {
    const words = this.speech.byAgent(
      text,
      { agent: this.agent.name, customer: this.customer.name },
      this.at,
    );
    return this.history.write({ kind: "agent", at: this.at, author: authorOf(this.agent), text: words });
  }

  /** A note of the agent's, or a machine's message. */
  jot(kind: "note" | "automatic", text: string): { messageId: number; digest: string } {
    const author = kind === "note" ? authorOf(this.agent) : this.customerAsAuthor();
    return this.history.write({ kind, at: this.at, author, text: this.speech.plain(text, this.at) });
  }

  customerAsAuthor() {
    const actor: Actor = { kind: "customer", id: this.customer.id };
    return { actor, name: this.customer.name, address: this.customer.address };
  }
}

function authorOf({ id, name, email }: DemoAgent) {
  const actor: Actor = { kind: "agent", id };
  return { actor, name, address: email };
}
