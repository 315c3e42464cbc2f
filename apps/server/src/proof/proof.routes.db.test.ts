import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proof, signer, type ProofView } from "@kvit/contract/proof";
import { checkHistoryFile, type HistoryFile } from "@kvit/domain/proof";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicketDesk, type TicketDesk } from "../../test/ticket-desk.ts";
import { sha256Hex } from "../platform/digest.ts";
import { isSigned } from "./ed25519.ts";

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

/** A ticket with messages, a note, a reply taken back, an undo and a postponement. */
async function lived(): Promise<number> {
  const { owner, create, act } = house;
  const { number } = await create();
  await act(owner, number, "reply", { text: "It is on its way.", hold: 0 });
  await act(owner, number, "note", { text: "Third time this month." });
  await act(owner, number, "reply", { text: "Never to be seen.", hold: 30 });
  await act(owner, number, "undo");
  await act(owner, number, "tag", { add: ["refund"] });
  await act(owner, number, "undo");
  await act(owner, number, "postpone", { untilReply: true });
  return number;
}

async function verified(number: number): Promise<ProofView> {
  const answer = await house.owner.get(`/api/v1/tickets/${number}/verify`);
  expect(answer.statusCode, answer.body).toBe(200);
  return proof.parse(answer.json());
}

async function exported(number: number, query = ""): Promise<HistoryFile> {
  const answer = await house.owner.get(`/api/v1/tickets/${number}/export${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return JSON.parse(answer.body) as HistoryFile;
}

const check = (file: unknown, fingerprint?: string) =>
  checkHistoryFile(file, { digest: sha256Hex, isSigned }, fingerprint).problems;

describe("GET /api/v1/tickets/:number/verify", () => {
  it("says that a history is as it was written, with the head of its chain", async () => {
    const number = await lived();
    const found = await verified(number);
    expect(found).toMatchObject({ ok: true, messages: 4, problems: [] });
    const { hash } = await database.db
      .selectFrom("ticket_event")
      .innerJoin("ticket", "ticket.id", "ticket_event.ticket_id")
      .select("hash")
      .where("number", "=", number)
      .orderBy("seq", "desc")
      .executeTakeFirstOrThrow();
    expect(found.headHash).toBe(hash.toString("hex"));
  });

  it.each([
    [
      "an event's data",
      "update ticket_event set data = '{}' where ticket_id = $1 and seq = 2",
      "hash-differs",
    ],
    ["an event taken away", "delete from ticket_event where ticket_id = $1 and seq = 2", "seq-gap"],
    [
      "a message's words",
      "update message set text = 'No.' where ticket_id = $1 and kind = 'customer'",
      "message-altered",
    ],
    ["a message taken away", "delete from message where ticket_id = $1 and kind = 'note'", "message-missing"],
    ["the number", "update ticket set number = number + 100000 where id = $1", "row-differs"],
  ])("names %s", async (_what, statement, code) => {
    const number = await lived();
    const { id } = await database.db
      .selectFrom("ticket")
      .select("id")
      .where("number", "=", number)
      .executeTakeFirstOrThrow();
    await database.pool.query(statement, [id]);
    const now = code === "row-differs" ? number + 100_000 : number;
    const found = await verified(now);
    expect(found.ok).toBe(false);
    expect(found.problems.map((problem) => problem.code)).toContain(code);
    const file = await exported(now);
    expect(check(file).length).toBeGreaterThan(0);
  });

  it("T30: does not exist for who may not read the ticket", async () => {
    const number = await lived();
    const answer = await house.sales.get(`/api/v1/tickets/${number}/verify`);
    expect(answer.statusCode).toBe(404);
  });
});

describe("GET /api/v1/tickets/:number/export", () => {
  it("gives a file that is whole, signed with the key the desk shows", async () => {
    const number = await lived();
    const answer = await house.owner.get(`/api/v1/tickets/${number}/export`);
    expect(answer.headers["content-disposition"]).toBe(`attachment; filename="kvit-${number}.json"`);
    const shown = signer.parse((await house.sales.get("/api/v1/signing-key")).json());
    expect(check(JSON.parse(answer.body), shown.fingerprint)).toEqual([]);
  });

  it("keeps the words of notes and of replies taken back at home unless they are asked for", async () => {
    const number = await lived();
    const file = await exported(number);
    expect(file.messages.map(({ withheld }) => withheld)).toEqual([null, null, "note", "taken-back"]);
    expect(JSON.stringify(file)).not.toMatch(/Third time|Never to be seen/);
    const full = await exported(number, "?notes=yes");
    expect(full.messages.map(({ withheld }) => withheld)).toEqual([null, null, null, null]);
    expect(full.messages.map(({ text }) => text)).toContain("Third time this month.");
    expect(check(full)).toEqual([]);
  });

  it("stands in the audit log", async () => {
    const number = await lived();
    await exported(number, "?notes=yes");
    const { items } = (await house.owner.get(`/api/v1/audit?subject=ticket:${number}`)).json<{
      items: object[];
    }>();
    expect(items).toMatchObject([{ action: "exported", after: { notes: true } }]);
  });

  it("T31: is for who has the right, and a foreign ticket does not exist", async () => {
    const number = await lived();
    const byAgent = await house.marta.get(`/api/v1/tickets/${number}/export`);
    expect(byAgent.statusCode).toBe(403);
    expect((await house.sales.get(`/api/v1/tickets/${number}/export`)).statusCode).toBe(403);
    expect((await house.owner.get("/api/v1/tickets/99999999/export")).statusCode).toBe(404);
  });

  it("gives the tombstone of a purged ticket, which is whole as well", async () => {
    const number = await lived();
    await house.act(house.owner, number, "delete");
    const purged = await house.act(house.owner, number, "purge", { number });
    expect(purged.statusCode, purged.body).toBe(200);
    const file = await exported(number);
    expect(file.messages).toEqual([]);
    expect(file.events.slice(0, -1).every((event) => "erased" in event)).toBe(true);
    expect(check(file)).toEqual([]);
    expect(await verified(number)).toMatchObject({ ok: true });
  });

  it("makes one key for good, and says so when its secret is lost", async () => {
    const key = async () => signer.parse((await house.owner.get("/api/v1/signing-key")).json());
    const before = await key();
    const number = await lived();
    expect((await exported(number)).signature.fingerprint).toBe(before.fingerprint);
    await database.pool.query(
      `update setting set value = jsonb_set(value, '{sealed}', '"AAAA"') where key = 'signing-key'`,
    );
    const answer = await house.owner.get(`/api/v1/tickets/${number}/export`);
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: "signing-key-lost" });
    expect(await key()).toEqual(before);
  });
});
