import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicket, fakeClock, second } from "../../test/factories.ts";
import { createMailDesk, principal, type MailDesk } from "../../test/mail-desk.ts";
import { inTransaction } from "../tickets/unit-of-work.ts";
import { undoAct } from "../tickets/undo-act.ts";
import { verifyOneTicket } from "./index.ts";

let database: TestDatabase;
let desk: MailDesk;
const clock = fakeClock();

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createMailDesk(database.db, { clock, start: false });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

/** Answers the act, by which the reply can be taken back. */
async function hold(number: number, text: string, resolve = false): Promise<string> {
  clock.advance(second);
  await desk.reply(number, text, { hold: 30, ...(resolve ? { resolve } : {}) });
  const { act } = await database.db
    .selectFrom("ticket_event")
    .select("act")
    .where("type", "=", "message.sent")
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return act;
}

async function takeBack(number: number, act: string): Promise<void> {
  clock.advance(second);
  await inTransaction(desk.work, async (work) =>
    undoAct(work, desk.channel.mail, { caller: principal(desk.desk), number, act }),
  );
}

const problemsOf = async (number: number) =>
  (await verifyOneTicket(database.db, number))?.problems.map(({ what }) => what);
const rowOf = async (number: number) =>
  database.db
    .selectFrom("ticket")
    .select(["id", "message_count", "preview"])
    .where("number", "=", number)
    .executeTakeFirstOrThrow();

async function open(): Promise<number> {
  const { stored } = await createTicket(desk.work, desk.desk);
  return stored.ticket.number;
}

describe("verify of a ticket with a reply taken back", () => {
  it.each([
    { what: "a reply", resolve: false },
    { what: "a reply that resolves", resolve: true },
  ])("finds it whole after $what was taken back", async ({ resolve }) => {
    const number = await open();
    const before = await rowOf(number);
    await takeBack(number, await hold(number, "Oh no.", resolve));
    expect(await rowOf(number)).toEqual(before);
    expect(await problemsOf(number)).toEqual([]);
  });

  it("finds it whole after the last of two replies was taken back", async () => {
    const number = await open();
    await hold(number, "The first answer.");
    await takeBack(number, await hold(number, "The second answer."));
    expect(await rowOf(number)).toMatchObject({ message_count: 2, preview: "The first answer." });
    expect(await problemsOf(number)).toEqual([]);
  });

  it("finds it whole after both replies were taken back and a third was written", async () => {
    const number = await open();
    const first = await hold(number, "The first answer.");
    await takeBack(number, first);
    await takeBack(number, await hold(number, "The second answer."));
    await hold(number, "The third answer.");
    expect(await rowOf(number)).toMatchObject({ message_count: 2, preview: "The third answer." });
    expect(await problemsOf(number)).toEqual([]);
  });

  it("finds it whole after the first of two replies could not be taken back", async () => {
    const number = await open();
    const first = await hold(number, "The first answer.");
    await hold(number, "The second answer.");
    await expect(takeBack(number, first)).rejects.toMatchObject({ details: { reason: "changed-since" } });
    expect(await rowOf(number)).toMatchObject({ message_count: 3, preview: "The second answer." });
    expect(await problemsOf(number)).toEqual([]);
  });

  it("goes by the history alone, also when the mails to be sent are gone", async () => {
    const number = await open();
    await takeBack(number, await hold(number, "Oh no."));
    const { id } = await rowOf(number);
    await database.db.deleteFrom("outbox").where("ticket_id", "=", id).execute();
    expect(await problemsOf(number)).toEqual([]);
  });

  it("still finds a count or preview somebody tampered with", async () => {
    const number = await open();
    await takeBack(number, await hold(number, "Oh no."));
    await database.db
      .updateTable("ticket")
      .set((row) => ({ message_count: row("message_count", "+", 1) }))
      .where("number", "=", number)
      .execute();
    expect((await problemsOf(number))?.join()).toMatch(/counts 2 messages, there are 1/);
    await database.db
      .updateTable("ticket")
      .set({ message_count: 1, preview: "Oh no." })
      .where("number", "=", number)
      .execute();
    expect((await problemsOf(number))?.join()).toMatch(/preview/);
  });
});
