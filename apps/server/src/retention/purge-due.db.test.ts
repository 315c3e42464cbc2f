import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Verb } from "@kvit/contract/tickets";
import { defaultRetention, shippedLifecycle, type Retention } from "@kvit/domain/lifecycle";
import { tablesWith } from "../../test/canary.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { day, fakeClock, second } from "../../test/factories.ts";
import { createMailDesk, mail, principal, until, type MailDesk } from "../../test/mail-desk.ts";
import { createUnderstander } from "../channels/email/understand/index.ts";
import { insertVersion } from "../lifecycle/lifecycle.queries.ts";
import { executeCommand } from "../tickets/execute-command.ts";
import { insertMessage } from "../tickets/messages.queries.ts";
import { findTicket, readEvents } from "../tickets/tickets.queries.ts";
import { inTransaction } from "../tickets/unit-of-work.ts";
import { performVerb } from "../tickets/verbs.ts";
import { verifyAllTickets } from "../verify/index.ts";
import { purgeDue } from "./purge-due.ts";

const understander = createUnderstander({ workers: 1 });
afterAll(understander.close);
const clock = fakeClock();
let database: TestDatabase;
let desk: MailDesk;

beforeEach(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  desk = await createMailDesk(database.db, { clock, understander });
});
afterEach(async () => {
  const verdict = await verifyAllTickets(database.db, { connection: database.connection });
  if (verdict.problemCount > 0) throw new Error(JSON.stringify(verdict.problems));
  await desk.close();
  await database.drop();
});

async function act(number: number, verb: Verb, body: object = {}) {
  clock.advance(second);
  return inTransaction(desk.work, async (work) =>
    performVerb(work, desk.channel.mail, verb, { caller: principal(desk.desk), number, body }),
  );
}

let rounds = 0;
/** A ticket that a mail opened, and the id of that mail. */
async function arrive(): Promise<{ number: number; mailId: string }> {
  rounds += 1;
  const mailId = `root${rounds}@customer.test`;
  await desk.hand(mail({ id: mailId, subject: `Case ${rounds}` }));
  await desk.settled();
  const { number } = await database.db
    .selectFrom("ticket")
    .select("number")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return { number, mailId };
}

const statusOf = async (number: number) =>
  (await findTicket(database.db, 1, { number }))?.ticket.status ?? null;

async function setRetention(retention: Partial<Retention>, version = 1): Promise<void> {
  await database.db.transaction().execute(async (tx) =>
    insertVersion(tx, {
      accountId: 1,
      version,
      lifecycle: { ...shippedLifecycle, retention: { ...defaultRetention, ...retention } },
      at: clock.now(),
      madeBy: desk.desk.owner.id,
      note: "",
    }),
  );
}

describe("retention", () => {
  it("purges what has lain in spam or trash for its days, not a second sooner, and says by which version", async () => {
    const [spam, deleted, kept] = [await arrive(), await arrive(), await arrive()];
    await setRetention({ deletedDays: 10, spamDays: 20 });
    await act(spam.number, "spam");
    await act(deleted.number, "delete");
    clock.advance(10 * day - second);
    expect(await purgeDue(desk.work)).toBe(0);
    clock.advance(second);
    expect(await purgeDue(desk.work)).toBe(1);
    expect(await statusOf(deleted.number)).toBe("purged");
    expect(await statusOf(spam.number)).toBe("spam");
    clock.advance(10 * day);
    expect(await purgeDue(desk.work)).toBe(1);
    expect(await purgeDue(desk.work)).toBe(0);
    expect(await statusOf(spam.number)).toBe("purged");
    expect(await statusOf(kept.number)).toBe("new");
    const stored = await findTicket(database.db, 1, { number: spam.number });
    expect((await readEvents(database.db, 1, stored?.ticket.id ?? 0)).at(-1)).toMatchObject({
      type: "ticket.purged",
      actor: { kind: "system", id: null },
      cause: { kind: "timer", name: "retention", version: 1 },
    });
  });

  it("never purges where it is switched off", async () => {
    const { number } = await arrive();
    await setRetention({ deletedDays: null, spamDays: null });
    await act(number, "delete");
    clock.advance(5000 * day);
    expect(await purgeDue(desk.work)).toBe(0);
    expect(await statusOf(number)).toBe("deleted");
  });

  it("deletes and purges what is closed in one act, once that is asked for", async () => {
    const { number } = await arrive();
    await act(number, "resolve");
    await act(number, "confirm");
    clock.advance(400 * day);
    expect(await purgeDue(desk.work)).toBe(0);
    await setRetention({ closedDays: 365 });
    expect(await purgeDue(desk.work)).toBe(1);
    expect(await statusOf(number)).toBe("purged");
    expect(await tablesWith(database.pool, "It burns")).toEqual([]);
  });

  it("counts anew for what was restored and deleted again", async () => {
    const { number } = await arrive();
    await act(number, "delete");
    clock.advance(29 * day);
    await act(number, "restore");
    await act(number, "delete");
    clock.advance(2 * day);
    expect(await purgeDue(desk.work)).toBe(0);
  });

  it("purges all that is due in one run", async () => {
    const { number } = await arrive();
    await act(number, "spam");
    for (let count = 0; count < 3; count += 1) await act((await arrive()).number, "spam");
    clock.advance(31 * day);
    expect(await purgeDue(desk.work)).toBe(4);
  });
});

describe("a customer's word to a ticket that is about to be purged", () => {
  it("keeps it from being purged, and waits to be looked at", async () => {
    const { number, mailId } = await arrive();
    await act(number, "delete");
    clock.advance(31 * day);
    await desk.hand(mail({ headers: [`In-Reply-To: <${mailId}>`], text: "Do not forget me." }));
    await desk.settled();
    expect(await purgeDue(desk.work)).toBe(0);
    expect(await findTicket(database.db, 1, { number })).toMatchObject({
      ticket: { status: "deleted", needsReview: true },
    });
    await act(number, "review");
    expect(await purgeDue(desk.work)).toBe(0);
    clock.advance(31 * day);
    expect(await purgeDue(desk.work)).toBe(1);
  });

  it("is not lost when it is being written as the purge begins", async () => {
    const { number } = await arrive();
    await act(number, "delete");
    clock.advance(31 * day);
    const purging: Promise<number>[] = [];
    await inTransaction(desk.work, async (work) => {
      await executeCommand(work, {
        accountId: 1,
        target: { number },
        name: "receive",
        by: { actor: { kind: "customer", id: 1 }, cause: { kind: "hand" } },
        input: async ({ ticket }) =>
          insertMessage(work.tx, {
            accountId: 1,
            ticketId: ticket.id,
            kind: "customer",
            channel: "email",
            at: work.now,
            author: { actor: { kind: "customer", id: 1 }, name: "Ann", address: "ann@customer.test" },
            text: "In the same moment",
          }),
      });
      purging.push(purgeDue(desk.work));
      await until(async () => {
        const { rows } = await database.pool.query(
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return rows.length > 0;
      }, "the purge waits for the ticket");
    });
    expect(await Promise.all(purging)).toEqual([0]);
    expect(await findTicket(database.db, 1, { number })).toMatchObject({
      ticket: { status: "deleted", needsReview: true },
    });
    expect((await tablesWith(database.pool, "In the same moment")).length).toBe(2);
  });

  it("stands once, on the old ticket or on a new one, whoever is faster", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { number, mailId } = await arrive();
      await act(number, "spam");
      clock.advance(31 * day);
      const text = `Word ${round} of mine`;
      await Promise.all([
        desk.hand(mail({ headers: [`In-Reply-To: <${mailId}>`], text })),
        purgeDue(desk.work),
      ]);
      await desk.settled();
      const said = await database.db
        .selectFrom("message as m")
        .innerJoin("ticket as t", "t.id", "m.ticket_id")
        .select(["t.number", "t.status", "t.rest"])
        .where("m.text", "=", text)
        .execute();
      expect(said).toHaveLength(1);
      const isHere = said[0]?.number === number;
      expect(said).toMatchObject([
        isHere ? { status: "spam", rest: { needsReview: true } } : { status: "new" },
      ]);
    }
  });
});
