import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import { thread, ticket, type ThreadView } from "@kvit/contract/tickets";
import type { Browser, TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createTicketDesk, type TicketDesk } from "../../../test/ticket-desk.ts";
import { verifyAllTickets } from "../../verify/index.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: Browser;
let marta: Browser;
let create: TicketDesk["create"];
let act: TicketDesk["act"];

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  ({ desk, owner, marta, create, act } = await createTicketDesk(database.db));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const open = async (number: number): Promise<ThreadView> =>
  thread.parse((await owner.get(`/api/app/tickets/${number}`)).json());
const done = async (number: number, verb: string, body: object = {}) => {
  const answer = await act(owner, number, verb, body);
  expect(answer.statusCode, `${verb}: ${answer.body}`).toBe(200);
  return ticket.parse(answer.json());
};
const idsOf = async (number: number): Promise<number[]> => (await open(number)).messages.map(({ id }) => id);

/** A ticket with one message split off, and the number of the new one. */
async function splitOne(): Promise<{ number: number; made: number; id: number }> {
  const { number } = await create({ subject: "Two things" });
  const [id = 0] = await idsOf(number);
  await done(number, "split", { messageIds: [id], subject: "The other thing" });
  const [link] = (await open(number)).links;
  return { number, id, made: link?.ticket?.number ?? 0 };
}

describe("POST /api/v1/tickets/{number}/split", () => {
  it("begins a ticket with copies of the messages, linked both ways, that waits since the oldest", async () => {
    const { number, made, id } = await splitOne();
    const [from, to] = [await open(number), await open(made)];
    expect(from.links).toMatchObject([
      { kind: "split-to", ticket: { number: made, subject: "The other thing" } },
    ]);
    expect(to.links).toMatchObject([{ kind: "split-from", ticket: { number } }]);
    expect(from.messages).toMatchObject([{ id, wentTo: made }]);
    expect(to.messages).toMatchObject([{ wentTo: null, text: from.messages[0]?.text }]);
    expect(to.ticket).toMatchObject({
      status: "new",
      messageCount: 1,
      waitingSince: from.messages[0]?.at,
      requester: { email: "ana@customer.test" },
    });
    expect(to.ticket.preview).not.toBe("");
    expect(from.events.at(-1)?.act).toBe(to.events[0]?.act);
  });

  it("is undone as one: the new ticket lies in the trash without links, and the messages are back", async () => {
    const { number, made } = await splitOne();
    await done(number, "undo");
    const [from, to] = [await open(number), await open(made)];
    expect(from.links).toEqual([]);
    expect(from.messages[0]?.wentTo).toBeNull();
    expect(to.links).toEqual([]);
    expect(to.ticket.status).toBe("deleted");
  });

  it("is not undone once somebody has worked on the new ticket", async () => {
    const { number, made } = await splitOne();
    await done(made, "note", { text: "Looking into it." });
    const refused = await act(owner, number, "undo");
    expect(problem.parse(refused.json())).toMatchObject({ code: "changed-since", ticket: made });
    expect((await open(number)).links).toHaveLength(1);
  });

  it("takes what we answered along, and begins answered when the last word was ours", async () => {
    const { number } = await create();
    await done(number, "reply", { text: "Done.", hold: 0 });
    await done(number, "split", { messageIds: await idsOf(number) });
    const made = (await open(number)).links[0]?.ticket?.number ?? 0;
    const { ticket: began, messages } = await open(made);
    expect(messages.map(({ kind }) => kind)).toEqual(["customer", "agent"]);
    expect(began).toMatchObject({ status: "answered", waitingSince: null });
  });

  it("refuses notes, messages of others, what went already, and a beginning without the customer", async () => {
    const { number } = await create();
    const other = await create();
    await done(number, "reply", { text: "Done.", hold: 0 });
    await done(number, "note", { text: "For us." });
    const [customer = 0, agent = 0, note = 0] = await idsOf(number);
    const [foreign = 0] = await idsOf(other.number);
    for (const messageIds of [[customer, note], [customer, foreign], [agent]]) {
      const refused = await act(owner, number, "split", { messageIds });
      expect(problem.parse(refused.json())).toMatchObject({ errors: [{ path: "messageIds" }] });
    }
    expect((await open(number)).links).toEqual([]);
    const forbidden = await act(marta, number, "split", { messageIds: [customer] });
    expect(forbidden.statusCode).toBe(403);
  });
});

it("every history that was split can be proven", async () => {
  const verdict = await verifyAllTickets(database.db, { connection: database.connection });
  expect(verdict).toMatchObject({ problems: [] });
});
