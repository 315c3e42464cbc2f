import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../test/database.ts";
import { fakeClock, second } from "../../../../test/factories.ts";
import {
  claimPending,
  freeLeases,
  insertDelivery,
  type InsertedDelivery,
  type NewDelivery,
} from "./intake.queries.ts";

describe("a mail that is written down", () => {
  const clock = fakeClock();
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await database.drop();
  });

  const lease = () => ({ now: clock.now(), until: clock.now() + 15 * second });
  const claimedIds = async () => (await claimPending(database.db, lease(), 10)).map(({ id }) => id);
  async function write(sha256: string, given: Partial<NewDelivery> = {}): Promise<InsertedDelivery> {
    const mail: NewDelivery = {
      accountId: 1,
      door: "smtp",
      mailboxId: 1,
      sha256,
      size: 7,
      envelopeFrom: "ann@customer.test",
      envelopeTo: "help@desk.test",
      remote: null,
      imap: null,
      receivedAt: clock.now(),
      from: "ann@customer.test",
      messageId: `${sha256}@customer.test`,
      windowSeconds: 600,
      floodPerMinute: 60,
      leaseUntil: lease().until,
      ...given,
    };
    return database.db.transaction().execute(async (tx) => insertDelivery(tx, mail));
  }

  it("belongs to its process at once, and to another when the lease has run out", async () => {
    const { intakeId, claimed } = await write("a");
    expect(claimed).toStrictEqual({
      id: intakeId,
      attempts: 1,
      door: "smtp",
      mailboxId: 1,
      sha256: "a",
      envelopeFrom: "ann@customer.test",
      envelopeTo: "help@desk.test",
      receivedAt: clock.now(),
      from: "ann@customer.test",
      mailId: "a@customer.test",
      reason: null,
      duplicateOf: null,
      ticketId: null,
    });
    expect(await claimedIds()).toStrictEqual([]);
    clock.advance(16 * second);
    expect(await claimPending(database.db, lease(), 10)).toStrictEqual([{ ...claimed, attempts: 2 }]);
  });

  it("waits behind one that waits already, so that none overtakes another", async () => {
    const first = await write("a", { leaseUntil: null });
    const next = await write("b");
    expect([first.claimed, next.claimed]).toStrictEqual([null, null]);
    expect(await claimedIds()).toStrictEqual([first.intakeId, next.intakeId]);
    expect((await write("c")).claimed).not.toBeNull();
  });

  it("is free again, in its place, once its process is known to be dead", async () => {
    const [first, next] = [await write("a"), await write("b")];
    await freeLeases(database.db, 1);
    const later = await write("c");
    expect(later.claimed).toBeNull();
    expect(await claimedIds()).toStrictEqual([first.intakeId, next.intakeId, later.intakeId]);
  });

  it("belongs to nobody when it is a repeat or one of a flood", async () => {
    await write("a", { floodPerMinute: 2 });
    expect(await write("a")).toMatchObject({ state: "ignored", claimed: null });
    await write("b", { floodPerMinute: 9 });
    expect(await write("c", { floodPerMinute: 2 })).toMatchObject({ state: "suspended", claimed: null });
    const held = await database.db
      .selectFrom("intake")
      .select(["attempts", "lease_until"])
      .orderBy("id")
      .execute();
    expect(held.map(({ attempts, lease_until }) => [attempts, lease_until === null])).toStrictEqual([
      [1, false],
      [0, true],
      [1, false],
      [0, true],
    ]);
  });
});
