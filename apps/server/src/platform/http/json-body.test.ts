import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import { createHttpApp } from "./app.ts";

let app: FastifyInstance;

beforeAll(async () => {
  app = await createHttpApp({
    log: pino({ level: "silent" }),
    publicUrl: "http://desk.test",
    trustProxy: [],
    authenticate: async () => null,
    maxBodyBytes: 1024,
  });
  const access = { public: true, because: "A route of this test." } as const;
  app.post("/echo", { config: { access } }, async (request) => ({ body: request.body }));
});
afterAll(async () => app.close());

async function post(payload: Buffer | string) {
  const headers = { "content-type": "application/json" };
  return app.inject({ method: "POST", url: "/echo", headers, payload });
}

async function refused(payload: Buffer | string) {
  const answer = await post(payload);
  expect(answer.statusCode, answer.body).toBe(400);
  return problem.parse(answer.json());
}

describe("a JSON body", () => {
  it.each([
    ["a letter of ISO 8859-1", [0x8a]],
    ["a character cut in two", [0xe2, 0x82]],
    ["a surrogate in CESU-8", [0xed, 0xa0, 0x80]],
    ["an overlong slash", [0xc0, 0xaf]],
  ])("that is not UTF-8 is refused and not mended: %s", async (_what, bytes) => {
    const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from(bytes), Buffer.from('"}')]);
    const { code, detail } = await refused(body);
    expect([code, detail]).toEqual(["bad-request", "The body is not UTF-8. Send JSON in UTF-8 (RFC 8259)."]);
  });

  it.each([
    ['{"a":{"b":["whole","\\ud83d"]}}', "a.b.1"],
    ['{"name":"\\uDE00\\uD83D"}', "name"],
    ['"\\ud800"', ""],
  ])("with half of a character is refused by the name of its field: %s", async (body, path) => {
    const { errors, detail } = await refused(body);
    expect(errors?.map((each) => each.path)).toEqual([path]);
    expect(detail).toContain("This holds half of a character");
  });

  it("with half of a character in a name is refused", async () => {
    expect((await refused('{"\\ud800":1}')).detail).toContain("half of a character");
  });

  it.each(["Žiga 😀 שלום", "\ufffd", "\\ud800 as these six signs"])(
    "arrives as it was written, as bytes and as escapes: %s",
    async (name) => {
      const plain = JSON.stringify({ name });
      const escaped = plain.replace(
        /[^ -~]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
      for (const body of [plain, escaped, `\ufeff${plain}`])
        expect((await post(body)).json()).toEqual({ body: { name } });
    },
  );

  it("of any depth is looked through", async () => {
    const nested = (inner: string) => "[".repeat(400) + inner + "]".repeat(400);
    expect((await post(nested('"\\ud83d\\ude00"'))).statusCode).toBe(200);
    await refused(nested('"\\ud83d"'));
  });

  it("of no bytes is an empty object", async () => {
    expect((await post("")).json()).toEqual({ body: {} });
  });
});
