import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { allParts, countFiles, tablesWith } from "../../test/canary.ts";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { day, fakeClock, second } from "../../test/factories.ts";
import { createMailDesk, mail, principal, type MailDesk } from "../../test/mail-desk.ts";
import { createUnderstander } from "../channels/email/understand/index.ts";
import { performVerb } from "../tickets/verbs.ts";
import { saveDraft } from "../tickets/drafts.queries.ts";
import { keepFile } from "../tickets/keep-file.ts";
import { readEvents } from "../tickets/tickets.queries.ts";
import { inTransaction } from "../tickets/unit-of-work.ts";
import type { Verb } from "@kvit/contract/tickets";
import { verifyAllTickets } from "../verify/index.ts";
import { sweepFiles } from "./sweep-files.ts";

const canary = "Zlatokljun";
const understander = createUnderstander({ workers: 1 });
afterAll(understander.close);
const clock = fakeClock();
let database: TestDatabase;
let desk: MailDesk;

beforeEach(async () => {
  database = await createTestDatabase();
  desk = await createMailDesk(database.db, { clock, understander });
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
const sweep = async () => sweepFiles(desk, Date.now() * 1000 + 2 * day, allParts);

const withFile = (subject: string): string =>
  mail({
    id: `${canary}.${subject}@customer.test`,
    subject: `${canary} ${subject}`,
    headers: ['Content-Type: multipart/mixed; boundary="b"', `Cc: ${canary}@customer.test`],
    text: [
      "--b",
      "Content-Type: text/html; charset=utf-8",
      "",
      `<p>The <b>${canary}</b> burns.</p>`,
      "--b",
      `Content-Type: text/plain; name="${canary}.txt"`,
      `Content-Disposition: attachment; filename="${canary}.txt"`,
      "",
      `${canary} in a file`,
      "--b--",
    ].join("\r\n"),
  }).replace("Content-Type: text/plain; charset=utf-8\r\n", "");

/** Plants the word wherever a ticket can hold it. */
async function plant(number: number, id: number): Promise<void> {
  const file = await keepFile(desk, {
    accountId: 1,
    uploadedBy: desk.desk.owner.id,
    bytes: Buffer.from(`${canary} from us`),
    name: `${canary}.pdf`,
    declaredType: "text/plain",
  });
  await act(number, "reply", { text: `Dear ${canary}`, hold: 0, attachments: [file.id] });
  await act(number, "note", { text: `${canary} called` });
  await act(number, "reply", { text: `Held ${canary}`, hold: 30 });
  await act(number, "tag", { add: [canary] });
  await act(number, "stage", { stage: canary });
  await act(number, "resolve", { reason: `because ${canary}` });
  await act(number, "reopen", { reason: `but ${canary}` });
  await saveDraft(database.db, {
    accountId: 1,
    agentId: desk.desk.agent.id,
    ticketId: id,
    kind: "reply",
    body: `<p>${canary}</p>`,
  });
  await database.db
    .insertInto("idempotency_key")
    .values({
      account_id: 1,
      owner: "agent:1",
      key: `k${number}`,
      request_hash: Buffer.alloc(32),
      status: 200,
      response: JSON.stringify({ number, reference: `#${number}`, subject: canary }),
    })
    .execute();
}

describe("purging", () => {
  it("T105: leaves no word and no file of a ticket anywhere, and its chain whole", async () => {
    const raw = withFile("fire");
    await desk.hand(raw, { from: `${canary}@customer.test` });
    await desk.settled();
    const { number, id } = await newest();
    await desk.hand(raw);
    await desk.settled();
    await plant(number, id);
    expect((await tablesWith(database.pool, canary)).length).toBeGreaterThan(6);
    expect(await countFiles(desk.blobs)).toBeGreaterThan(2);

    await act(number, "delete");
    await act(number, "purge", { number });
    expect(await tablesWith(database.pool, canary)).toEqual([]);
    await sweep();
    expect(await countFiles(desk.blobs)).toBe(0);

    const tombstone = await newest();
    expect(tombstone).toMatchObject({ number, status: "purged", subject: "", preview: "" });
    const { rows } = await database.pool.query("select response from idempotency_key");
    expect(rows).toMatchObject([{ response: { number, status: "purged", subject: "" } }]);
  });

  it("T105: takes along what was merged into the ticket, and only that", async () => {
    await desk.hand(withFile("one"));
    await desk.settled();
    const source = await newest();
    await plant(source.number, source.id);
    await desk.hand(mail({ subject: "Two", text: "Plain words." }));
    await desk.settled();
    const target = await newest();
    await desk.hand(mail({ subject: "Other", text: "Stays as it is." }));
    await desk.settled();
    const other = await newest();
    await act(source.number, "merge", { into: target.number });
    await act(other.number, "link", { kind: "related", ticket: target.number });

    await act(target.number, "delete");
    await act(target.number, "purge", { number: target.number });
    expect(await tablesWith(database.pool, canary)).toEqual([]);
    expect(await tablesWith(database.pool, "Plain words")).toEqual([]);
    expect((await tablesWith(database.pool, "Stays as it is")).length).toBeGreaterThan(0);
    const events = await readEvents(database.db, 1, source.id);
    expect(events.at(-1)).toMatchObject({ type: "ticket.purged", actor: { kind: "agent" } });
    await sweep();
    const { rows } = await database.pool.query("select sha256 from intake where sha256 <> ''");
    expect(await countFiles(desk.blobs)).toBe(rows.length);
  });

  it("T105: of messages that were split off takes those of the purged ticket, and leaves the other whole", async () => {
    await desk.hand(mail({ subject: "Two things", text: `First the ${canary}.` }));
    await desk.settled();
    const from = await newest();
    const message = await database.db.selectFrom("message").select("id").executeTakeFirstOrThrow();
    await act(from.number, "split", { messageIds: [message.id], subject: "Split off" });
    const off = await newest();
    expect(off.id).not.toBe(from.id);
    await act(from.number, "delete");
    await act(from.number, "purge", { number: from.number });
    const left = await database.db.selectFrom("message").select(["ticket_id", "text"]).execute();
    expect(left).toMatchObject([{ ticket_id: off.id }]);
    await act(off.number, "delete");
    await act(off.number, "purge", { number: off.number });
    expect(await tablesWith(database.pool, canary)).toEqual([]);
  });

  it("makes a mail that answers a purged ticket a new one", async () => {
    await desk.hand(mail({ id: "root@customer.test", subject: "Gone soon" }));
    await desk.settled();
    const { number } = await newest();
    await act(number, "spam");
    await act(number, "purge", { number });
    await desk.hand(
      mail({
        subject: `Re: Gone soon [#${number}]`,
        headers: ["In-Reply-To: <root@customer.test>"],
        text: "And now?",
      }),
    );
    await desk.settled();
    const fresh = await newest();
    expect(fresh).toMatchObject({ status: "new" });
    expect(fresh.number).not.toBe(number);
  });
});
