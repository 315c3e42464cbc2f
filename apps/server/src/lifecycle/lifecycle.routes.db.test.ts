import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ladderPreview,
  lifecycleVersion,
  lifecycleView,
  type LadderPreview,
  type LifecycleView,
} from "@kvit/contract/lifecycle";
import { mailPreview } from "@kvit/contract/mail-preview";
import { thread, type ThreadView } from "@kvit/contract/tickets";
import { formatInstant } from "@kvit/domain/kernel";
import { defaultLadder, type CustomerStep, type Ladder } from "@kvit/domain/ladders";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { second } from "../../test/factories.ts";
import { noMail } from "../../test/no-mail.ts";
import { createTicketDesk, type TicketDesk } from "../../test/ticket-desk.ts";
import { createChangeFeed } from "../platform/realtime/change-feed.ts";
import { fireTimers } from "../timers/index.ts";

const day = 86_400 * second;
let database: TestDatabase;
let house: TicketDesk;

beforeAll(async () => {
  database = await createTestDatabase();
  house = await createTicketDesk(database.db);
});
afterAll(async () => {
  await house.desk.close();
  await database.drop();
});

const withSteps = (...steps: readonly CustomerStep[]): Ladder => ({
  ...defaultLadder,
  customersTurn: { ...defaultLadder.customersTurn, steps },
});
const quick = withSteps(
  { in: "answered", after: 1, act: "remind" },
  { in: "answered", after: 3, act: "resolve" },
  { in: "resolved", after: 3, act: "close" },
);
const put = async (body: object) => house.owner.put("/api/v1/lifecycle", body);
const show = async (): Promise<LifecycleView> =>
  lifecycleView.parse((await house.marta.get("/api/v1/lifecycle")).json());
const preview = async (body: object): Promise<LadderPreview> => {
  const answer = await house.owner.post("/api/v1/lifecycle/preview", body);
  expect(answer.statusCode, answer.body).toBe(200);
  return ladderPreview.parse(answer.json());
};
const threadOf = async (number: number): Promise<ThreadView> =>
  thread.parse((await house.owner.get(`/api/app/tickets/${number}`)).json());
const answered = async (): Promise<number> => {
  const { number } = await house.create();
  await house.act(house.owner, number, "reply", { text: "Here it is.", hold: 0 });
  return number;
};
const fire = async (): Promise<number> => {
  const feed = createChangeFeed((error) => {
    throw error;
  });
  return fireTimers({ db: database.db, clock: house.desk.clock, feed, mail: noMail });
};
const daysOf = ({ plan, ticket }: ThreadView): readonly string[] =>
  plan.map(({ act, at }) => `${act} ${Math.round((Date.parse(at) - Date.parse(ticket.updatedAt)) / 8.64e7)}`);

describe("the life cycle of a desk", () => {
  it("begins as it is shipped, and everybody may read it", async () => {
    expect(await show()).toMatchObject({
      version: 0,
      ladder: defaultLadder,
      departmentLadders: {},
      stages: [],
    });
  });

  it("shows on a ticket what will come if nobody says anything", async () => {
    const number = await answered();
    expect(daysOf(await threadOf(number))).toEqual(["remind 3", "resolve 7", "close 14", "lock 28"]);
    await house.act(house.owner, number, "resolve");
    expect(daysOf(await threadOf(number))).toEqual(["close 7", "lock 21"]);
    await house.act(house.owner, number, "reopen");
    expect((await threadOf(number)).plan).toEqual([]);
  });

  it("is changed by admins alone", async () => {
    expect((await house.marta.put("/api/v1/lifecycle", { ladder: quick })).statusCode).toBe(403);
    expect((await show()).version).toBe(0);
  });

  it("refuses a ladder that would act too early, with the step and a sentence", async () => {
    const ladder = withSteps({ in: "answered", after: 7, act: "resolve" });
    const answer = await put({ ladder });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      errors: [
        {
          path: "ladder.steps.0",
          message:
            "Step 1: Nothing is resolved without a word to the customer before. Add a reminder or a notice first.",
        },
      ],
    });
    expect(await preview({ ladder })).toEqual({
      fault: { fault: "no-word-before", step: 0, departmentId: null },
      plan: null,
      standing: null,
    });
  });

  it("refuses a ladder for a department that is not there", async () => {
    const answer = await put({ ladder: quick, departmentLadders: { "999": quick } });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ detail: "There is no department 999." });
  });

  it("previews a ladder on a real ticket, and what it would mean for those that wait", async () => {
    const number = await answered();
    const shown = await preview({ ladder: quick, ticket: number });
    expect(shown.plan?.map(({ act }) => act)).toEqual(["remind", "resolve", "close", "lock"]);
    expect(shown.standing).toMatchObject({ resolved: 0, closed: 0 });
    expect(shown.standing?.reminded).toBeGreaterThan(0);
    expect(
      (await house.sales.post("/api/v1/lifecycle/preview", { ladder: quick, ticket: number })).statusCode,
    ).toBe(400);
  });

  it("counts standing tickets by their department's own ladder", async () => {
    const { department } = (await threadOf(await answered())).ticket;
    const { standing } = await preview({
      ladder: quick,
      departmentLadders: { [department.id]: defaultLadder },
    });
    expect(standing).toMatchObject({ reminded: 0 });
  });

  it("shows each mail of a ticket's plan in any language, written by what will send it", async () => {
    const number = await answered();
    const mail = async (rung: number, language = "sl", who = house.owner) =>
      who.post("/api/v1/lifecycle/mail-preview", { ladder: defaultLadder, ticket: number, rung, language });
    const reminder = mailPreview.parse((await mail(0)).json());
    expect(reminder.subject).toContain(`#${number}`);
    expect(reminder.html).toContain('lang="sl"');
    expect(reminder.text).toContain("Vam je naš odgovor pomagal?");
    expect(mailPreview.parse((await mail(1, "en")).json()).text).toContain("We think your request is solved");
    expect(mailPreview.parse((await mail(2, "en")).json()).text).toContain("We have closed your request");
    expect((await mail(3)).statusCode).toBe(400);
    expect((await mail(0, "en", house.sales)).statusCode).toBe(400);
  });

  it("a new version holds for waits that begin under it; standing ones go on under theirs", async () => {
    const before = await answered();
    expect((await put({ ladder: quick, note: "Faster", expectedVersion: 0 })).statusCode).toBe(200);
    const after = await answered();
    expect(daysOf(await threadOf(before))).toEqual(["remind 3", "resolve 7", "close 14", "lock 28"]);
    expect(daysOf(await threadOf(after))).toEqual(["remind 1", "resolve 3", "close 6", "lock 20"]);
    await house.act(house.owner, before, "tag", { add: ["x"] });
    expect((await threadOf(before)).plan[0]?.act).toBe("remind");
    expect(daysOf(await threadOf(before))[0]).toBe("remind 3");
    house.desk.clock.advance(day + second);
    await fire();
    const { events } = await threadOf(after);
    expect(events.findLast(({ type }) => type === "ticket.attempted")?.cause).toMatchObject({ version: 1 });
    expect((await threadOf(before)).events.some(({ type }) => type === "ticket.attempted")).toBe(false);
  });

  it("A25: with yes to standing tickets their dates change, and nothing happens at once", async () => {
    await put({ ladder: defaultLadder, standing: true });
    const number = await answered();
    expect(daysOf(await threadOf(number))[0]).toBe("remind 3");
    house.desk.clock.advance(2 * day);
    expect((await put({ ladder: quick, standing: true })).statusCode).toBe(200);
    expect(await fire()).toBe(0);
    const [first] = (await threadOf(number)).plan;
    const tomorrow = house.desk.clock.now() + day;
    expect(first).toMatchObject({ act: "remind", at: formatInstant(tomorrow) });
  });

  it("tells two who change it at once that the second was late", async () => {
    const { version } = await show();
    const answers = await Promise.all([
      put({ ladder: quick, expectedVersion: version }),
      put({ ladder: quick, expectedVersion: version }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([
      200, 409,
    ]);
  });

  it("keeps every version with who made it and why, and goes back to any", async () => {
    const answer = await house.owner.get("/api/v1/lifecycle/versions");
    const { items } = answer.json<{ items: unknown[] }>();
    const versions = items.map((item) => lifecycleVersion.parse(item));
    expect(versions.at(-1)).toMatchObject({ version: 0, madeBy: null });
    expect(versions.find(({ version }) => version === 1)).toMatchObject({ note: "Faster", ladder: quick });
    const reverted = await house.owner.post("/api/v1/lifecycle/versions/0/revert");
    expect(reverted.json()).toMatchObject({ ladder: defaultLadder });
    expect((await show()).version).toBe(versions[0]!.version + 1);
    expect((await house.owner.post("/api/v1/lifecycle/versions/99/revert")).statusCode).toBe(404);
  });

  it("has a department's own ladder go before the common one", async () => {
    const { department } = (await threadOf(await answered())).ticket;
    await put({ ladder: defaultLadder, departmentLadders: { [department.id]: quick } });
    expect(daysOf(await threadOf(await answered()))[0]).toBe("remind 1");
    const sold = await answered();
    await house.act(house.owner, sold, "transfer", { department: "Sales" });
    expect((await threadOf(sold)).plan[0]?.act).toBe("remind");
    expect(daysOf(await threadOf(sold))[0]).toBe("remind 3");
  });
});
