import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lifecycleView } from "@kvit/contract/lifecycle";
import { thread, type ThreadView } from "@kvit/contract/tickets";
import { defaultLadder, type Ladder } from "@kvit/domain/ladders";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { second } from "../../test/factories.ts";
import { noMail } from "../../test/no-mail.ts";
import { createTicketDesk, type TicketDesk } from "../../test/ticket-desk.ts";
import { createChangeFeed } from "../platform/realtime/change-feed.ts";
import { fireTimers } from "../timers/index.ts";
import { verifyAllTickets } from "../verify/index.ts";

const day = 86_400 * second;
let database: TestDatabase;
let house: TicketDesk;

beforeAll(async () => {
  database = await createTestDatabase();
  house = await createTicketDesk(database.db);
  const answer = await house.owner.put("/api/v1/lifecycle", { ladder: quick, ...ownCycle });
  if (answer.statusCode !== 200) throw new Error(answer.body);
});
afterAll(async () => {
  await house.desk.close();
  await database.drop();
});

const quick: Ladder = {
  ...defaultLadder,
  customersTurn: {
    ...defaultLadder.customersTurn,
    steps: [
      { in: "answered", after: 1, act: "remind" },
      { in: "answered", after: 3, act: "resolve" },
    ],
  },
};
const ownCycle = {
  stages: [
    {
      key: "fixing",
      in: "open",
      names: { en: "Fixing", sl: "Odpravljamo" },
      color: "orange",
      leaving: [{ kind: "field", field: "change" }],
    },
  ],
  fields: [
    { key: "solution", names: { en: "Solution" }, kind: "long-text" },
    { key: "tested", names: { en: "Test done" }, kind: "yes-no" },
    { key: "change", names: { en: "Change made" }, kind: "text" },
    {
      key: "category",
      names: { en: "Category" },
      kind: "choice",
      choices: [{ key: "fault", names: { en: "Fault" } }],
    },
  ],
  approvals: [{ key: "finance", names: { en: "Finance" } }],
  resolving: [
    { kind: "field", field: "solution" },
    { kind: "field", field: "tested", when: { field: "category", is: "fault" } },
  ],
  closing: [
    { kind: "approval", approval: "finance", by: "another", when: { field: "category", is: "fault" } },
  ],
};
const missing = (answer: { json: () => unknown }) => answer.json() as { code: string; detail: string };
const threadOf = async (number: number): Promise<ThreadView> =>
  thread.parse((await house.owner.get(`/api/app/tickets/${number}`)).json());
const create = async (): Promise<number> => (await house.create()).number;
const act = async (number: number, verb: string, body: object = {}) =>
  house.act(house.owner, number, verb, body);

describe("a required solution", () => {
  it("is named when an agent resolves without it, and lets through when it is there", async () => {
    const number = await create();
    const refused = await act(number, "resolve");
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({
      code: "field-required",
      detail: "Fill this in first: Solution.",
      errors: [{ path: "fields.solution", message: "Solution" }],
    });
    expect((await threadOf(number)).ticket.status).toBe("new");
    expect((await act(number, "change-fields", { fields: { solution: "A new cable." } })).statusCode).toBe(
      200,
    );
    expect((await threadOf(number)).fields).toEqual({ solution: "A new cable." });
    expect((await act(number, "resolve")).statusCode).toBe(200);
  });

  it("holds up a reply that resolves, whole: nothing is written or sent", async () => {
    const number = await create();
    const refused = await act(number, "reply", { text: "Done.", resolve: true });
    expect(missing(refused).code).toBe("field-required");
    const { messages, ticket } = await threadOf(number);
    expect(messages).toHaveLength(1);
    expect(ticket.status).toBe("new");
  });

  it("holds up the ladder, and the ticket waits for a person instead of being tried for ever", async () => {
    const number = await create();
    await act(number, "reply", { text: "Try this.", hold: 0 });
    const feed = createChangeFeed((error) => {
      throw error;
    });
    const deps = { db: database.db, clock: house.desk.clock, feed, mail: noMail };
    house.desk.clock.advance(day + second);
    await fireTimers(deps);
    house.desk.clock.advance(2 * day + second);
    expect(await fireTimers(deps)).toBe(1);
    expect((await threadOf(number)).ticket).toMatchObject({ status: "answered", needsReview: true });
    house.desk.clock.advance(second);
    expect(await fireTimers(deps)).toBe(0);
  });

  it("is asked for again when an undo is undone", async () => {
    const number = await create();
    await act(number, "change-fields", { fields: { solution: "x" } });
    await act(number, "resolve");
    await act(number, "undo");
    await act(number, "change-fields", { fields: { solution: null } });
    const redone = await act(number, "undo", {
      act: (await threadOf(number)).events.findLast(({ type }) => type === "undone")?.act,
    });
    expect(redone.statusCode).toBe(409);
    expect((await threadOf(number)).ticket.status).toBe("new");
  });

  it("is demanded of API keys alike", async () => {
    const key = await house.owner.post("/api/v1/api-keys", { name: "Robot", scope: "write" });
    const { secret } = key.json<{ secret?: string; key?: string }>();
    const token = secret ?? key.json<{ key: string }>().key;
    const number = await create();
    const answer = await house.desk.app.inject({
      method: "POST",
      url: `/api/v1/tickets/${number}/resolve`,
      headers: { authorization: `Bearer ${token}` },
      payload: {},
    });
    expect(missing(answer).code).toBe("field-required");
  });
});

describe("a test result that one category demands", () => {
  it("is demanded of that category alone", async () => {
    const number = await create();
    await act(number, "change-fields", { fields: { solution: "x", category: "fault" } });
    expect(missing(await act(number, "resolve")).detail).toBe("Fill this in first: Test done.");
    await act(number, "change-fields", { fields: { tested: true } });
    expect((await act(number, "resolve")).statusCode).toBe(200);
  });
});

describe("an approval that closing demands", () => {
  const resolved = async (): Promise<number> => {
    const number = await create();
    await act(number, "change-fields", { fields: { solution: "x", category: "fault", tested: true } });
    await act(number, "assign", { agent: "petra@primer.test" });
    await act(number, "resolve");
    return number;
  };

  it("is asked for, is not given by who has the ticket, and opens the way when another gives it", async () => {
    const number = await resolved();
    expect(missing(await act(number, "close", { reason: "duplicate" }))).toMatchObject({
      code: "approval-required",
      detail: "An approval is still missing: Finance.",
    });
    expect((await act(number, "ask-approval", { approval: "finance" })).statusCode).toBe(200);
    expect((await threadOf(number)).approvals).toEqual({ open: ["finance"], given: [] });
    expect(missing(await act(number, "give-approval", { approval: "finance" })).code).toBe(
      "approval-by-other",
    );
    const admin = await house.desk.signedIn(
      await house.desk.addAgent({ email: "ada@primer.test", role: "admin" }),
    );
    expect((await house.act(admin, number, "give-approval", { approval: "finance" })).statusCode).toBe(200);
    expect((await threadOf(number)).approvals).toEqual({ open: [], given: ["finance"] });
    expect((await act(number, "close", { reason: "duplicate" })).statusCode).toBe(200);
  });

  it("that is refused opens the ticket again, with the reason", async () => {
    const number = await resolved();
    await act(number, "ask-approval", { approval: "finance" });
    await act(number, "refuse-approval", { approval: "finance", reason: "Too dear." });
    const { ticket, events } = await threadOf(number);
    expect(ticket.status).toBe("open");
    expect(events.find(({ type }) => type === "ticket.approval_refused")?.data).toMatchObject({
      reason: "Too dear.",
    });
  });

  it("is nothing an agent may give", async () => {
    const number = await resolved();
    await act(number, "ask-approval", { approval: "finance" });
    await act(number, "assign", { agent: "marta@primer.test" });
    expect((await house.act(house.marta, number, "give-approval", { approval: "finance" })).statusCode).toBe(
      403,
    );
  });
});

describe("a stage of the desk's own", () => {
  it("is set by its key, demands what it says when it is left, and is unknown otherwise", async () => {
    const number = await create();
    await act(number, "reply", { text: "Looking.", hold: 0 });
    await act(number, "reopen");
    expect(missing(await act(number, "stage", { stage: "nowhere" })).code).toBe("unknown-stage");
    expect((await act(number, "stage", { stage: "fixing" })).statusCode).toBe(200);
    expect(missing(await act(number, "stage", { stage: null })).detail).toBe(
      "Fill this in first: Change made.",
    );
    await act(number, "change-fields", { fields: { change: "cable" } });
    expect((await act(number, "stage", { stage: null })).statusCode).toBe(200);
  });
});

describe("a field of the desk's own", () => {
  it.each([
    [{ none: 1 }, "There is no field none."],
    [{ category: "other" }, "Choose one of fault."],
    [{ tested: "yes" }, "Write true or false."],
    [{ change: "x".repeat(501) }, "Write a text of at most 500 characters."],
  ])("refuses %o in words", async (fields, words) => {
    const answer = await act(await create(), "change-fields", { fields });
    expect(answer.statusCode).toBe(400);
    expect(missing(answer).detail).toBe(words);
  });
});

describe("a life cycle that could not be run", () => {
  const put = async (more: object) => house.owner.put("/api/v1/lifecycle", { ladder: quick, ...more });
  const off = (command: string, from: string) => ({ command, from, off: true });

  it.each([
    [{ stages: [{ ...ownCycle.stages[0], in: "resolved", clocks: "run" }] }, "fixing: promised times"],
    [{ switches: [off("restore", "deleted")] }, "deleted: from here no step"],
    [{ fields: [] }, "fixing: this asks for something"],
    [{ switches: [off("resolve", "answered")] }, "resolve answered: the closing ladder"],
    [
      {
        switches: ["new", "open", "answered", "postponed"].map((from) => off("resolve", from)),
        ladder: { ...quick, customersTurn: { ...quick.customersTurn, on: false } },
      },
      "resolved: no step leads here",
    ],
  ])("is refused with the offending step: %#", async (more, words) => {
    const before = lifecycleView.parse((await house.owner.get("/api/v1/lifecycle")).json());
    const answer = await put(more);
    expect(answer.statusCode, answer.body).toBe(400);
    expect(missing(answer).detail).toContain(words);
    expect((await house.owner.get("/api/v1/lifecycle")).json()).toEqual(before);
  });

  it("switches a step off for people, by every way", async () => {
    expect((await put({ switches: [off("resolve", "open")] })).statusCode).toBe(200);
    const number = await create();
    await act(number, "change-fields", { fields: { solution: "x" } });
    await act(number, "reply", { text: "Looking.", hold: 0 });
    await act(number, "reopen");
    expect(missing(await act(number, "resolve")).code).toBe("switched-off");
    expect(missing(await act(number, "reply", { text: "Done.", resolve: true })).code).toBe("switched-off");
    await put({ switches: [] });
  });
});

it("all these histories verify", async () => {
  const verdict = await verifyAllTickets(database.db, { connection: database.connection });
  expect(verdict.problems).toEqual([]);
  expect(verdict.tickets).toBeGreaterThan(10);
});
