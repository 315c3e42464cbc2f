/** Hands over one mail after another and waits each time until its ticket can be read; prints how long that took. */
import { Client } from "pg";
import type { PostgresConnection } from "../../src/platform/postgres/connection.ts";
import { percentile } from "../percentile.ts";
import { taskOf } from "../child.ts";
import { mail, openSession } from "./smtp-load.ts";

export type OneMailTask = {
  readonly host: string;
  readonly port: number;
  readonly connection: PostgresConnection;
  readonly count: number;
  readonly mark: string;
};
export type OneMailResult = { readonly p50: number; readonly p95: number; readonly answeredP50: number };

const task = taskOf<OneMailTask>();
const client = new Client(task.connection);
await client.connect();
const session = await openSession(task);
const committed: number[] = [];
const answered: number[] = [];
const warmUp = 10;
for (let index = 0; index < task.count + warmUp; index += 1) {
  const mark = `${task.mark}-${index}`;
  const began = performance.now();
  const sending = session.send(mail(mark)).then(() => performance.now() - began);
  await ticketOf(mark);
  const took = performance.now() - began;
  const answeredIn = await sending;
  if (index < warmUp) continue;
  committed.push(took);
  answered.push(answeredIn);
}
session.close();
await client.end();
const result: OneMailResult = {
  p50: percentile(committed, 0.5),
  p95: percentile(committed, 0.95),
  answeredP50: percentile(answered, 0.5),
};
console.log(JSON.stringify(result));

/** Asked on a connection of its own, so it sees the ticket only once it is committed. */
async function ticketOf(mark: string): Promise<void> {
  for (;;) {
    const found = await client.query({
      name: "ticket-of",
      text: "select 1 from intake where mail_id = $1 and account_id = 1 and ticket_id is not null",
      values: [`${mark}@bench.example`],
    });
    if (found.rowCount !== null && found.rowCount > 0) return;
  }
}
