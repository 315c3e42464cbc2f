import type { House } from "../stage.ts";

type Key = string;
const words = [
  "Refund",
  "Invoice",
  "Cannot sign in",
  "Change of address",
  "Delivery",
  "API limits",
  "Broken link",
];
const people = ["Ana Kovač", "Jan Nowak", "Giulia Rossi", "Kari Holm", "Petr Dvořák"];
const side = 6;

/** The API as a program with a key sees it. */
export function apiOf({ host, httpPort }: House, key: Key) {
  return async <Answer>(path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`http://${host}:${httpPort}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
}
export type BenchApi = ReturnType<typeof apiOf>;

type Counted = { readonly number: number };
type PageOfTickets = { readonly items: readonly Counted[]; readonly next: string | null };

/** Makes new tickets until `rows` are open work. */
export async function fillQueue(call: BenchApi, rows: number): Promise<void> {
  const missing = rows - (await countOpen(call, rows));
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < missing) {
      next += 1;
      await call("/api/v1/tickets", ticketOf(next));
    }
  };
  await Promise.all(Array.from({ length: side }, work));
}

async function countOpen(call: BenchApi, enough: number): Promise<number> {
  let [count, cursor] = [0, ""];
  while (count < enough) {
    const page = await call<PageOfTickets>(`/api/v1/tickets?status=new,open&limit=200${cursor}`);
    count += page.items.length;
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  return count;
}

const pick = <Value>(values: readonly Value[], index: number): Value => values[index % values.length]!;
function ticketOf(index: number) {
  const person = pick(people, index);
  return {
    subject: `${pick(words, index * 7)} for order ${1000 + index}`,
    text: `Hello,\n\nstill no answer about order ${1000 + index}. Could you have a look?\n\n${person}`,
    requester: { email: `customer${index % 400}@example.test`, name: person },
    tags: index % 3 === 0 ? ["refund"] : [],
  };
}

/** A ticket with a thread of `messages`: replies and notes in turn. */
export async function makeLongThread(call: BenchApi, messages: number): Promise<number> {
  const { number } = await call<Counted>("/api/v1/tickets", { ...ticketOf(1), subject: "A long story" });
  for (let index = 1; index < messages; index += 1) {
    const verb = index % 3 === 0 ? "note" : "reply";
    const html = `<p>Part ${index}: the bank asked for the <strong>number of the order</strong>, and we sent it.</p>`;
    await call(`/api/v1/tickets/${number}/${verb}`, verb === "note" ? { html } : { html, hold: 0 });
  }
  return number;
}

/** Another agent at work: changes a priority `perSecond` times a second until stopped. */
export function keepChanging(call: BenchApi, perSecond: number): () => void {
  if (perSecond === 0) return () => undefined;
  const levels = ["low", "normal", "high", "urgent"];
  let turn = 0;
  let numbers: readonly number[] = [];
  const change = async (): Promise<void> => {
    if (numbers.length === 0) {
      const page = await call<PageOfTickets>("/api/v1/tickets?status=new,open&limit=200&sort=created");
      numbers = page.items.map((ticket) => ticket.number);
    }
    turn += 1;
    await call(`/api/v1/tickets/${pick(numbers, turn * 13)}/prioritise`, { priority: pick(levels, turn) });
  };
  const timer = setInterval(() => void change().catch(() => undefined), 1000 / perSecond);
  return () => clearInterval(timer);
}
