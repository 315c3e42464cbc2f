import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import { thread, ticket, type ThreadView, type TicketView } from "@kvit/contract/tickets";
import type { Browser, TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createTicketDesk, type TicketDesk } from "../../../test/ticket-desk.ts";
import { verifyAllTickets } from "../../verify/index.ts";

let database: TestDatabase;
let desk: TestApp;
let owner: Browser;
let marta: Browser;
let sales: Browser;
let create: TicketDesk["create"];
let act: TicketDesk["act"];

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  ({ desk, owner, marta, sales, create, act } = await createTicketDesk(database.db));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const read = async (number: number, who: Browser = owner): Promise<TicketView> =>
  ticket.parse((await who.get(`/api/v1/tickets/${number}`)).json());
const open = async (number: number, who: Browser = owner): Promise<ThreadView> =>
  thread.parse((await who.get(`/api/app/tickets/${number}`)).json());
const done = async (number: number, verb: string, body: object = {}, who: Browser = owner) => {
  const answer = await act(who, number, verb, body);
  expect(answer.statusCode, `${verb}: ${answer.body}`).toBe(200);
  return answer;
};
const listed = async (query: string): Promise<number[]> =>
  (await owner.get(`/api/v1/tickets?limit=200&${query}`))
    .json<{ items: TicketView[] }>()
    .items.map((each) => each.number);

describe("POST /api/v1/tickets/{number}/merge", () => {
  it("lets the conversation go on in the other, in both histories as one act", async () => {
    const [source, target] = [await create(), await create({ subject: "Refund again" })];
    const answer = await done(source.number, "merge", { into: target.number });
    expect(ticket.parse(answer.json())).toMatchObject({ mergedInto: target.number, status: "new" });
    const shown = await open(target.number);
    expect(shown.merged.map(({ number }) => number)).toEqual([source.number]);
    expect(shown.messages.map((message) => message.ticket)).toEqual([source.number, target.number]);
    const from = await open(source.number);
    expect(from.mergedInto).toMatchObject({ number: target.number, subject: "Refund again" });
    expect(from.messages).toHaveLength(1);
    expect(from.events.at(-1)?.act).toBe(shown.events.at(-1)?.act);
    expect(from.intervals.at(-1)).toMatchObject({ status: "new", turn: "nobody" });
  });

  it("takes the source out of the queues, and lists it where merged ones are asked for", async () => {
    const [source, target] = [await create(), await create()];
    await done(source.number, "merge", { into: target.number });
    expect(await listed("status=active")).not.toContain(source.number);
    expect(await listed("")).not.toContain(source.number);
    expect(await listed("merged=yes")).toContain(source.number);
    expect(await listed("merged=yes")).not.toContain(target.number);
    await done(source.number, "unmerge");
    expect(await listed("status=active")).toContain(source.number);
    expect(await listed("merged=yes")).not.toContain(source.number);
  });

  it("opens a target whose customer waited for nothing when the source owes an answer", async () => {
    const [source, target] = [await create(), await create()];
    await done(target.number, "reply", { text: "Done.", hold: 0, resolve: true });
    await done(source.number, "merge", { into: target.number });
    expect(await read(target.number)).toMatchObject({
      status: "open",
      reopenCount: 1,
      waitingSince: (await read(source.number)).waitingSince,
    });
    await done(source.number, "undo");
    expect(await read(target.number)).toMatchObject({ status: "resolved", reopenCount: 0 });
    expect(await read(source.number)).toMatchObject({ mergedInto: null, status: "new" });
  });

  it("is taken back on both tickets by one undo from either side, and done again by another", async () => {
    for (const side of ["source", "target"] as const) {
      const [source, target] = [await create(), await create()];
      await done(source.number, "merge", { into: target.number });
      const { number } = side === "source" ? source : target;
      await done(number, "undo");
      expect((await read(source.number)).mergedInto).toBeNull();
      const types = [await open(source.number), await open(target.number)].map(
        ({ events }) => events.at(-1)?.type,
      );
      expect(types).toEqual(["undone", "undone"]);
      const undone = (await open(number)).events.at(-1)?.act;
      await done(number, "undo", { act: undone });
      expect((await read(source.number)).mergedInto).toBe(target.number);
      expect((await open(target.number)).merged).toHaveLength(1);
      expect((await open(target.number)).events.at(-1)?.act).toBe(
        (await open(source.number)).events.at(-1)?.act,
      );
    }
  });

  it("refuses an undo as a whole, naming the ticket that has changed since", async () => {
    const [source, target] = [await create(), await create()];
    await done(target.number, "reply", { text: "Done.", hold: 0 });
    await done(source.number, "merge", { into: target.number });
    await done(target.number, "reply", { text: "More.", hold: 0 });
    const refused = await act(owner, source.number, "undo");
    expect(refused.statusCode).toBe(409);
    expect(problem.parse(refused.json())).toMatchObject({ code: "changed-since", ticket: target.number });
    expect((await read(source.number)).mergedInto).toBe(target.number);
    await done(source.number, "unmerge");
    expect((await read(source.number)).mergedInto).toBeNull();
  });

  it("refuses spam, trash, what is merged itself, and the ticket itself", async () => {
    const [source, target, other] = [await create(), await create(), await create()];
    const into = async (body: object) =>
      problem.parse((await act(owner, source.number, "merge", body)).json());
    await done(target.number, "spam");
    expect(await into({ into: target.number })).toMatchObject({
      code: "not-spam-first",
      ticket: target.number,
    });
    await done(target.number, "not-spam");
    await done(target.number, "merge", { into: other.number });
    expect(await into({ into: target.number })).toMatchObject({ code: "merged", ticket: target.number });
    expect(await into({ into: source.number })).toMatchObject({ code: "same-ticket" });
    expect(await into({ into: 999_999 })).toMatchObject({ code: "bad-request", errors: [{ path: "into" }] });
    expect((await read(source.number)).mergedInto).toBeNull();
  });

  it("follows a chain: what was merged into a ticket goes on where that one goes on", async () => {
    const [a, b, c] = [await create(), await create(), await create()];
    await done(a.number, "merge", { into: b.number });
    await done(b.number, "merge", { into: c.number });
    const refused = await act(owner, c.number, "merge", { into: a.number });
    expect(problem.parse(refused.json())).toMatchObject({ code: "merged", ticket: a.number });
    const shown = await open(c.number);
    expect(shown.merged.map(({ number }) => number)).toEqual([a.number, b.number]);
    expect(shown.messages.map((message) => message.ticket)).toEqual([a.number, b.number, c.number]);
  });

  it("T71: needs the right on both tickets, and tells nobody of a ticket they may not read", async () => {
    const [source, target] = [await create(), await create({ department: "Sales" })];
    await done(source.number, "assign", { agent: "marta@primer.test" });
    const unseen = await act(marta, source.number, "merge", { into: target.number });
    expect(problem.parse(unseen.json())).toMatchObject({ code: "bad-request", errors: [{ path: "into" }] });
    await done(target.number, "assign", { agent: "jan@primer.test" });
    expect((await act(sales, target.number, "merge", { into: source.number })).statusCode).toBe(400);
    await done(source.number, "merge", { into: target.number });
    expect((await open(target.number, sales)).merged).toEqual([]);
    expect((await open(target.number, sales)).messages).toHaveLength(1);
    const unowned = await create();
    const refused = await act(marta, unowned.number, "merge", { into: (await create()).number });
    expect(refused.statusCode).toBe(403);
  });

  it("moves what is being written, below what was begun there, and an undo brings it back", async () => {
    const [source, target, third] = [await create(), await create(), await create()];
    const draft = async (number: number, body: string) =>
      expect(
        (await owner.send("PUT", `/api/app/drafts/${number}`, { body: { kind: "reply", body } })).statusCode,
      ).toBe(204);
    await draft(source.number, "<p>Dear Ana</p>");
    await done(source.number, "merge", { into: target.number });
    expect((await open(target.number)).drafts.reply).toBe("<p>Dear Ana</p>");
    expect((await open(source.number)).drafts.reply).toBeNull();
    await done(source.number, "undo");
    expect((await open(source.number)).drafts.reply).toBe("<p>Dear Ana</p>");
    await draft(third.number, "<p>Begun</p>");
    await done(source.number, "merge", { into: third.number });
    const both = "<p>Begun</p><p></p><p>Dear Ana</p>";
    expect((await open(third.number)).drafts.reply).toBe(both);
    await done(source.number, "unmerge");
    expect((await open(third.number)).drafts.reply).toBe(both);
  });

  it("is decided once when a reply comes at the same time, and each is whole or refused", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [source, target] = [await create(), await create()];
      const [merged, replied] = await Promise.all([
        owner.post(`/api/v1/tickets/${source.number}/merge`, { into: target.number }),
        owner.post(`/api/v1/tickets/${source.number}/reply`, { text: "Soon.", hold: 0 }),
      ]);
      expect(merged.statusCode).toBe(200);
      expect([200, 409]).toContain(replied.statusCode);
      const { events } = await open(source.number);
      const sent = events.some((event) => event.type === "message.sent");
      expect(sent).toBe(replied.statusCode === 200);
    }
  });

  it("T112: two merges that cross leave one standing and no circle", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await create(), await create()];
      const answers = await Promise.all([
        owner.post(`/api/v1/tickets/${one.number}/merge`, { into: other.number }),
        owner.post(`/api/v1/tickets/${other.number}/merge`, { into: one.number }),
      ]);
      expect(answers.map((answer) => answer.statusCode)).toEqual(expect.arrayContaining([200, 409]));
      const pointers = [(await read(one.number)).mergedInto, (await read(other.number)).mergedInto];
      expect(pointers.filter((pointer) => pointer !== null)).toHaveLength(1);
    }
  });
});

describe("links", () => {
  it("stand on both tickets, each by its own name, and go from both", async () => {
    const [child, parent] = [await create(), await create({ subject: "The big one" })];
    await done(child.number, "link", { kind: "parent", ticket: parent.number });
    expect((await open(child.number)).links).toEqual([
      { kind: "parent", ticket: expect.objectContaining({ number: parent.number, subject: "The big one" }) },
    ]);
    expect((await open(parent.number)).links).toMatchObject([
      { kind: "child", ticket: { number: child.number, status: "new" } },
    ]);
    await done(parent.number, "unlink", { kind: "child", ticket: child.number });
    expect((await open(child.number)).links).toEqual([]);
    expect((await open(parent.number)).links).toEqual([]);
  });

  it("are taken back on both sides by one undo", async () => {
    const [one, other] = [await create(), await create()];
    await done(one.number, "link", { kind: "caused-by", ticket: other.number });
    expect((await open(other.number)).links).toMatchObject([{ kind: "cause-of" }]);
    await done(other.number, "undo");
    expect((await open(one.number)).links).toEqual([]);
    await done(one.number, "link", { kind: "related", ticket: other.number });
    const again = await act(owner, other.number, "link", { kind: "related", ticket: one.number });
    expect(again.statusCode).toBe(200);
    expect((await open(one.number)).links).toHaveLength(1);
  });

  it("T71: tell nothing of a ticket the reader may not see but that there is one", async () => {
    const [mine, theirs] = [await create(), await create({ department: "Sales", subject: "CANARY" })];
    await done(mine.number, "link", { kind: "duplicate", ticket: theirs.number });
    const answer = await marta.get(`/api/app/tickets/${mine.number}`);
    expect(thread.parse(answer.json()).links).toEqual([{ kind: "duplicate", ticket: null }]);
    expect(answer.body).not.toContain("CANARY");
    const refused = await act(marta, mine.number, "link", { kind: "related", ticket: theirs.number });
    expect(refused.statusCode).toBe(400);
  });
});

it("every history and row of it can be proven afterwards", async () => {
  const found = await verifyAllTickets(database.db, { connection: database.connection });
  expect(found).toMatchObject({ problems: [] });
});
