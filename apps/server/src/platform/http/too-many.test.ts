import { pino } from "pino";
import { expect, it } from "vitest";
import { createHttpApp } from "./app.ts";

it("a route asked too often says when to come back, as a header and in words", async () => {
  const app = await createHttpApp({
    log: pino({ level: "silent" }),
    publicUrl: "http://desk.test",
    trustProxy: [],
    authenticate: async () => null,
    maxBodyBytes: 1024,
  });
  const access = { public: true, because: "A route of this test." } as const;
  app.get("/", { config: { access, rateLimit: { max: 1, timeWindow: 240_000 } } }, async () => "");
  expect((await app.inject("/")).statusCode).toBe(200);
  const refused = await app.inject("/");
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(200);
  expect(refused.json()).toMatchObject({
    code: "too-many-requests",
    detail: "Too many tries. Try again in 4 minutes.",
  });
  await app.close();
});
