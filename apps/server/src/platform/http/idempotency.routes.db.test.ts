import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { problem } from "@kvit/contract/wire";
import { createTestApp, ownFeatures, type Browser, type TestApp, type TestParts } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { insertCompany } from "../../companies/companies.queries.ts";
import { callerOf } from "./app.ts";
import { once } from "./idempotency.ts";

/** Ways in which a request can end badly. */
const fault = z.enum(["none", "before-commit", "after-commit"]);
let meanwhile: () => Promise<void> = async () => undefined;

/** Makes a company; the fault stands for whatever breaks at that moment. */
const faulty =
  ({ db }: TestParts): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      "/faulty",
      {
        config: { access: { permission: "company.change" } },
        schema: {
          body: z.object({ name: z.string(), fault }),
          response: { 201: z.object({ id: z.number() }) },
        },
      },
      async (request, reply) =>
        once(db, request, reply, async (keep) => {
          const { name, fault: wanted } = request.body;
          const kept = await db.transaction().execute(async (tx) => {
            const { accountId } = callerOf(request);
            const { id } = await insertCompany(tx, accountId, { name, domain: null, notes: "" });
            await meanwhile();
            const answer = await keep(tx, { status: 201, body: { id }, act: `act-${name}` });
            if (wanted === "before-commit") throw new Error("It broke before the commit.");
            return answer;
          });
          if (wanted === "after-commit") throw new Error("It broke after the commit.");
          return kept;
        }),
    );
  };

describe("T112: a request with an Idempotency-Key", () => {
  let database: TestDatabase;
  let desk: TestApp;
  let owner: Browser;
  beforeAll(async () => {
    database = await createTestDatabase();
    desk = await createTestApp(database.db, { features: (parts) => [...ownFeatures(parts), faulty(parts)] });
    owner = await desk.signedIn(await desk.addAgent({ email: "owner@desk.test", role: "owner" }));
  });
  afterAll(async () => {
    await desk.close();
    await database.drop();
  });

  const ask = async (name: string, wanted: z.infer<typeof fault> = "none") =>
    owner.send("POST", "/faulty", {
      body: { name, fault: wanted },
      headers: { "idempotency-key": `key-${name}` },
    });
  const made = async (name: string) =>
    (await database.db.selectFrom("company").select("id").where("name", "=", name).execute()).length;
  const forget = async (name: string) =>
    database.db
      .updateTable("idempotency_key")
      .set({ created_at: "2020-01-01T00:00:00Z" })
      .where("key", "=", `key-${name}`)
      .execute();

  it("answers again what it answered, its act beside it", async () => {
    const first = await ask("calm");
    const again = await ask("calm");
    expect(first.statusCode).toBe(201);
    expect(again.json()).toStrictEqual(first.json());
    expect([first.headers["idempotent-replay"], again.headers["idempotent-replay"]]).toEqual([
      undefined,
      "true",
    ]);
    expect([first.headers["kvit-act"], again.headers["kvit-act"]]).toEqual(["act-calm", "act-calm"]);
  });

  it("does not run again when its work was committed and its answer never sent", async () => {
    const body = { name: "cut", fault: "after-commit" };
    const headers = { "idempotency-key": "key-cut" };
    expect((await owner.send("POST", "/faulty", { body, headers })).statusCode).toBe(500);
    await forget("cut");
    const again = await owner.send("POST", "/faulty", { body, headers });
    expect([again.statusCode, again.headers["idempotent-replay"]]).toEqual([201, "true"]);
    expect(await made("cut")).toBe(1);
  });

  it("frees its key with its work undone when it failed before the commit", async () => {
    const body = { name: "torn", fault: "before-commit" };
    const headers = { "idempotency-key": "key-torn" };
    expect((await owner.send("POST", "/faulty", { body, headers })).statusCode).toBe(500);
    expect(await made("torn")).toBe(0);
    expect((await owner.send("POST", "/faulty", { body, headers })).statusCode).toBe(500);
    expect(
      await database.db.selectFrom("idempotency_key").select("key").where("key", "=", "key-torn").execute(),
    ).toEqual([]);
  });

  it("is undone when it was so slow that another has run under its key", async () => {
    const turns = [
      async () => {
        await forget("slow");
        expect((await ask("slow")).statusCode).toBe(201);
      },
    ];
    meanwhile = async () => turns.pop()?.();
    const late = await ask("slow");
    expect([problem.parse(late.json()).code, late.headers["retry-after"]]).toEqual([
      "idempotency-running",
      "2",
    ]);
    expect(await made("slow")).toBe(1);
    expect((await ask("slow")).statusCode).toBe(201);
    expect(await made("slow")).toBe(1);
  });
});
