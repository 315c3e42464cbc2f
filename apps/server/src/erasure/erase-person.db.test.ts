import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Verb } from "@kvit/contract/tickets";
import { allParts, countFiles, tablesWith } from "../../test/canary.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { day, fakeClock, second } from "../../test/factories.ts";
import { createMailDesk, mail, principal, until, type MailDesk } from "../../test/mail-desk.ts";
import { createUnderstander } from "../channels/email/understand/index.ts";
import { findOrCreateContact } from "../contacts/index.ts";
import { sweepFiles } from "../retention/index.ts";
import { inTransaction } from "../tickets/unit-of-work.ts";
import { performVerb } from "../tickets/verbs.ts";
import { verifyAllTickets } from "../verify/index.ts";
import { erasePerson, previewErasure, type ErasureDeps } from "./erase-person.ts";
import { exportPerson } from "./export-person.ts";

const canary = "Zlatokljun";
const address = `ann.${canary}@customer.test`.toLowerCase();
const understander = createUnderstander({ workers: 1 });
afterAll(understander.close);
const clock = fakeClock();
let database: TestDatabase;
let desk: MailDesk;
let deps: ErasureDeps;

beforeEach(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  desk = await createMailDesk(database.db, { clock, understander });
  deps = { ...desk.work, onErased: () => undefined };
});
afterEach(async () => {
  const verdict = await verifyAllTickets(database.db, { connection: database.connection });
  if (verdict.problemCount > 0) throw new Error(JSON.stringify(verdict.problems));
  await desk.close();
  await database.drop();
});

const caller = () => principal(desk.desk);
async function act(number: number, verb: Verb, body: object = {}) {
  clock.advance(second);
  return inTransaction(desk.work, async (work) =>
    performVerb(work, desk.channel.mail, verb, { caller: caller(), number, body }),
  );
}
const newest = async () =>
  database.db.selectFrom("ticket").selectAll().orderBy("id", "desc").executeTakeFirstOrThrow();

/** Ann asks twice, once answered, and writes into Bor's conversation, where she was in copy. */
async function live() {
  const from = `Ann ${canary} <${address}>`;
  await desk.hand(
    mail({ id: "a1@customer.test", from, subject: `Order ${canary}`, text: `My ${canary} is late.` }),
  );
  await desk.settled();
  const first = await newest();
  await act(first.number, "reply", { text: `Dear Ann ${canary}`, hold: 0 });
  await act(first.number, "note", { text: `${canary} is angry` });
  await desk.hand(mail({ id: "a2@customer.test", from, subject: "Second", text: `Where is ${canary}?` }));
  await desk.settled();
  await desk.hand(
    mail({ id: "b1@customer.test", from: "Bor <bor@other.test>", subject: "Bor asks", text: "Mine." }),
  );
  await desk.settled();
  const bor = await newest();
  await act(bor.number, "reply", { text: "To both of you", hold: 0, cc: [address] });
  await desk.hand(
    mail({
      from,
      headers: ["In-Reply-To: <b1@customer.test>"],
      subject: "Re: Bor asks",
      text: `I, ${canary}, agree.`,
    }),
  );
  await desk.settled();
  await database.db
    .insertInto("customer_device")
    .values({
      account_id: 1,
      token_hash: Buffer.alloc(32),
      contact_id: first.contact_id,
      address_key: address.toLowerCase(),
      created_at: "2026-11-22T12:00:00Z",
      last_seen_at: "2026-11-22T12:00:00Z",
      expires_at: "2027-11-22T12:00:00Z",
    })
    .execute();
  return { ann: first.contact_id, first, bor };
}

describe("erasing a person", () => {
  it("T105: with their tickets leaves no trace of them, and other people's conversations readable", async () => {
    const { ann, first, bor } = await live();
    expect(await previewErasure(deps, caller(), ann)).toMatchObject({
      confirmWith: [address, `Ann ${canary}`],
      erasedAt: null,
      tickets: 2,
      messages: 3,
      mails: 3,
      elsewhere: 1,
      devices: 1,
    });
    await expect(
      erasePerson(deps, caller(), ann, { confirm: "bor@other.test", tickets: "purge" }),
    ).rejects.toMatchObject({ code: "bad-request" });

    const done = await erasePerson(deps, caller(), ann, { confirm: address.toUpperCase(), tickets: "purge" });
    expect(done).toMatchObject({ tickets: 2, messages: 1 });
    expect(await tablesWith(database.pool, canary)).toEqual([]);
    await sweepFiles(desk, Date.now() * 1000 + 2 * day, allParts);
    const { rows } = await database.pool.query("select distinct sha256 from intake where sha256 <> ''");
    expect(await countFiles(desk.blobs)).toBe(rows.length);

    const left = await database.db.selectFrom("ticket").select(["number", "status"]).orderBy("id").execute();
    expect(left.map(({ status }) => status)).toEqual(["purged", "purged", "open"]);
    expect(left[0]?.number).toBe(first.number);
    const kept = await database.db
      .selectFrom("message")
      .select(["text", "erased_at"])
      .where("ticket_id", "=", bor.id)
      .orderBy("id")
      .execute();
    expect(kept.map(({ text }) => text.trim())).toEqual(["Mine.", "To both of you", ""]);
    expect(kept[2]?.erased_at).not.toBeNull();
    const audit = await database.db.selectFrom("setting_audit").selectAll().execute();
    expect(audit).toMatchObject([{ subject: `contact:${ann}`, action: "erased", before: null }]);
    await expect(
      erasePerson(deps, caller(), ann, { confirm: address, tickets: "purge" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("keeps tickets and our answers if that is asked for: their words, files and mails go, the subject stays", async () => {
    const { ann, first } = await live();
    const done = await erasePerson(deps, caller(), ann, { confirm: `ann ${canary}`, tickets: "keep" });
    expect(done).toMatchObject({ tickets: 0, messages: 3 });
    const hits = await tablesWith(database.pool, canary);
    // what we wrote ourselves, and the subject in the row and in the hashed history
    expect(hits.map((hit) => hit.split(":")[0]).toSorted((a, b) => (a ?? "").localeCompare(b ?? ""))).toEqual(
      ["message", "ticket", "ticket_event"],
    );
    const messages = await database.db
      .selectFrom("message")
      .select(["kind", "text", "digest", "erased_at"])
      .where("ticket_id", "=", first.id)
      .orderBy("id")
      .execute();
    expect(messages[0]).toMatchObject({ kind: "customer", text: "" });
    expect(messages[0]?.digest).not.toBe("");
    expect(messages[1]).toMatchObject({ kind: "agent", erased_at: null });
  });

  it("makes mail that comes later from their address a new person", async () => {
    const { ann } = await live();
    await erasePerson(deps, caller(), ann, { confirm: address, tickets: "purge" });
    await desk.hand(mail({ from: address, subject: "Hello again", text: "It is me." }));
    await desk.settled();
    const fresh = await newest();
    expect(fresh.contact_id).not.toBe(ann);
    expect(fresh.status).toBe("new");
  });

  it("loses no mail that is being written at the same moment", async () => {
    const { ann } = await live();
    const [, done] = await Promise.all([
      desk.hand(mail({ from: address, subject: "In between", text: "Wait for me." })),
      erasePerson(deps, caller(), ann, { confirm: address, tickets: "purge" }),
    ]);
    await desk.settled();
    expect(done.tickets).toBeGreaterThanOrEqual(2);
    const { rows } = await database.pool.query<{ contact_id: string; status: string }>(
      "select contact_id, status from ticket where status <> 'purged' and contact_id = $1",
      [ann],
    );
    expect(rows).toEqual([]);
  });

  it("waits for whoever is just writing under their address", async () => {
    const { ann } = await live();
    const erasing: Promise<unknown>[] = [];
    await database.db.transaction().execute(async (tx) => {
      expect(await findOrCreateContact(tx, 1, { address, name: "" })).toMatchObject({ contactId: ann });
      erasing.push(erasePerson(deps, caller(), ann, { confirm: address, tickets: "keep" }));
      await until(async () => {
        const { rows } = await database.pool.query(
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return rows.length > 0;
      }, "the erasure waits for the address");
    });
    await Promise.all(erasing);
    const found = await database.db
      .transaction()
      .execute(async (tx) => findOrCreateContact(tx, 1, { address, name: "" }));
    expect(found.created).toBe(true);
  });
});

describe("the export of a person", () => {
  it("holds what they are, asked, wrote and were sent, and our notes only if asked for", async () => {
    const { ann, first, bor } = await live();
    const file = await exportPerson(deps, caller(), { id: ann, withInternal: false });
    expect(file).toMatchObject({
      format: "kvit-person-1",
      person: { name: `Ann ${canary}`, addresses: [address] },
      tickets: [
        {
          number: first.number,
          subject: `Order ${canary}`,
          messages: [{ kind: "customer" }, { kind: "agent" }],
        },
        { subject: "Second" },
      ],
      messagesElsewhere: [{ number: bor.number, author: { address } }],
      mailsReceived: [{}, {}, {}],
      devices: [{ createdAt: "2026-11-22T12:00:00.000000Z" }],
    });
    expect(JSON.stringify(file)).not.toContain("is angry");
    expect(JSON.stringify(file)).not.toContain("Mine.");
    const more = await exportPerson(deps, caller(), { id: ann, withInternal: true });
    expect(JSON.stringify(more)).toContain("is angry");
    const audit = await database.db.selectFrom("setting_audit").selectAll().execute();
    expect(audit).toMatchObject([{ action: "exported" }, { action: "exported" }]);
    await expect(exportPerson(deps, caller(), { id: 999_999, withInternal: false })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
