import { setImmediate } from "node:timers/promises";
import type { Instant } from "@kvit/domain/kernel";
import { statuses, type Status } from "@kvit/domain/tickets";
import { languages } from "@kvit/i18n/language";
import type { ClientBase, Pool } from "pg";
import { connectAlone } from "../platform/postgres/connect-alone.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { StartupError } from "../platform/startup-error.ts";
import { creationTimes } from "./calendar.ts";
import { tagsOf, type Cast } from "./cast.ts";
import {
  analyze,
  copyPeople,
  copyTickets,
  findDesk,
  inTransaction,
  insertTags,
  prepareDepartments,
  prepareStaff,
  selectTaken,
  takeIds,
  type Desk,
} from "./demo.queries.ts";
import { makePeople, type People } from "./people.ts";
import { Random } from "./random.ts";
import { tellTicket, type ToldTicket } from "./tell-ticket.ts";
import type { Placed } from "./written-rows.ts";

export type DemoOptions = {
  readonly tickets: number;
  /** The same seed on an equally empty desk at the same moment gives the same bytes. */
  readonly seed: string;
  /** The present, up to which everything is told. */
  readonly until: Instant;
  readonly onProgress?: (tickets: number) => void;
};

export type DemoSummary = {
  readonly statuses: ReadonlyMap<Status, number>;
  readonly messages: number;
  readonly events: number;
  readonly contacts: number;
  readonly companies: number;
  readonly agents: number;
};

const longestMonths = 18;
/** A busier desk is shown over a longer time; with fewer tickets a day nearly none of them would be under way. */
const leastPerMonth = 500;
const batchSize = 1000;
/** More than any single story needs. */
const spareMessageIds = 100;

/**
 * Fills a desk with customers in six languages and tickets whose histories are
 * told through the life cycle itself, so that `verify` proves them like any
 * other. Sends nothing. Throws a StartupError when the desk is not set up.
 */
export async function makeDemo(
  { db, pool }: { db: Db; pool: Pool },
  options: DemoOptions,
): Promise<DemoSummary> {
  const desk = await findDesk(db);
  if (desk === null) {
    throw new StartupError(
      "The desk is not set up yet: start Kvit, open the link it prints and answer three questions.",
    );
  }
  const client = await connectAlone(pool);
  try {
    const { cast, people } = await prepareCast({ db, client }, desk, options);
    const tally = await writeTickets({ db, client }, cast, options);
    await analyze(db);
    return { ...tally.counts(), ...peopleCounts(people), agents: cast.agents.length };
  } finally {
    await client.end();
  }
}

type Access = { readonly db: Db; readonly client: ClientBase };

async function prepareCast(
  { db, client }: Access,
  desk: Desk,
  { tickets, seed, until }: DemoOptions,
): Promise<{ cast: Cast; people: People }> {
  const { accountId } = desk;
  const departmentIds = await prepareDepartments(db, desk);
  const agents = await prepareStaff(db, accountId, departmentIds);
  await insertTags(db, accountId, [...new Set(Object.values(tagsOf).flat())]);
  const persons = Math.max(languages.length * 2, Math.ceil(tickets / 7));
  const people = makePeople({
    seed,
    personIds: await takeIds(db, "contact", persons),
    companyIds: await takeIds(db, "company", Math.ceil(persons / 12)),
    taken: await selectTaken(db, accountId),
  });
  const since = until - Math.ceil(monthsFor(tickets) * 31) * 86_400_000_000;
  const all = { companies: people.companies, persons: Object.values(people.persons).flat(), since };
  await inTransaction(client, async () => copyPeople(client, accountId, all));
  return { cast: { ...desk, departmentIds, agents, persons: people.persons }, people };
}

const monthsFor = (tickets: number): number => Math.min(longestMonths, Math.max(1, tickets / leastPerMonth));

function peopleCounts({ companies, persons }: People) {
  return { companies: companies.length, contacts: Object.values(persons).flat().length };
}

/** While one batch is being written the next is being told. */
async function writeTickets({ db, client }: Access, cast: Cast, options: DemoOptions): Promise<Tally> {
  const { tickets, seed, until, onProgress } = options;
  const times = creationTimes(new Random(`${seed} times`, 0), tickets, {
    until,
    months: monthsFor(tickets),
  });
  const tally = new Tally();
  const messageIds = new Stock();
  let writing: Promise<void> = Promise.resolve();
  for (let start = 0; start < tickets; start += batchSize) {
    const batch = times.slice(start, start + batchSize);
    const keys = await takeKeys(db, batch.length, messageIds);
    const told: Placed[] = [];
    for (const [index, at] of batch.entries()) {
      const { ticketId, number } = keys[index] ?? { ticketId: 0, number: 0 };
      const source = { ticketId, number, takeMessageId: () => messageIds.take() };
      const ticket = tellTicket({ seed, index: start + index, cast, at, until, source });
      told.push({ ...ticket, accountId: cast.accountId, mailboxId: cast.mailboxId });
      tally.add(ticket);
      if (index % ticketsBetweenBreaths === 0) await breathe();
    }
    await writing;
    writing = copyTickets(client, told).then(() => onProgress?.(start + batch.length));
    // A failure is met where the promise is awaited, one batch later.
    writing.catch(() => undefined);
  }
  await writing;
  return tally;
}

/** Lets the batch that is being written go on. */
const ticketsBetweenBreaths = 10;
const breathe = async (): Promise<void> => setImmediate();

type Keys = { readonly ticketId: number; readonly number: number };

async function takeKeys(db: Db, count: number, messageIds: Stock): Promise<Keys[]> {
  const wanted = count * 8 + spareMessageIds - messageIds.left;
  if (wanted > 0) messageIds.put(await takeIds(db, "message", wanted));
  const ids = await takeIds(db, "ticket", count);
  const numbers = await takeIds(db, "number", count);
  return ids.map((ticketId, index) => ({ ticketId, number: numbers[index] ?? 0 }));
}

/** Keys taken ahead, given out in their order. */
class Stock {
  #ids: number[] = [];
  #next = 0;

  get left(): number {
    return this.#ids.length - this.#next;
  }

  put(ids: readonly number[]): void {
    this.#ids = [...this.#ids.slice(this.#next), ...ids];
    this.#next = 0;
  }

  take(): number {
    const id = this.#ids[this.#next];
    if (id === undefined) throw new Error("The keys for messages have run out.");
    this.#next += 1;
    return id;
  }
}

class Tally {
  readonly #statuses = new Map<Status, number>(statuses.map((status) => [status, 0]));
  #messages = 0;
  #events = 0;

  add({ history }: ToldTicket): void {
    const { status } = history.ticket;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    this.#messages += history.messages.length;
    this.#events += history.events.length;
  }

  counts() {
    return { statuses: this.#statuses, messages: this.#messages, events: this.#events };
  }
}
