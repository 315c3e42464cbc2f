import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "@kvit/contract/wire";
import { createTestApp, type TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { everyFeature } from "../../../test/every-feature.ts";

let database: TestDatabase;
let desk: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db, { features: everyFeature });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("a method that an address does not know", () => {
  it.each([
    ["DELETE", "/api/v1/tickets", "GET, HEAD, POST"],
    ["PUT", "/api/v1/tickets/7?x=1", "GET, HEAD"],
    ["GET", "/api/v1/tickets/7/reply", "POST"],
    ["POST", "/api/v1/openapi.json", "GET, HEAD"],
    ["PATCH", "/health", "GET, HEAD"],
    ["OPTIONS", "/api/v1/tickets", "GET, HEAD, POST"],
  ] as const)("is answered with 405 and those it knows: %s %s", async (method, url, allow) => {
    const answer = await desk.app.inject({ method, url });
    expect([answer.statusCode, answer.headers["allow"]]).toEqual([405, allow]);
    expect(problem.parse(answer.json()).code).toBe("method-not-allowed");
  });

  it("is told from an address that is none", async () => {
    for (const url of ["/api/v1/tickts", "/api/v1/tickets/7/reply/more", "/api/v1"]) {
      const answer = await desk.app.inject({ method: "DELETE", url });
      expect([url, answer.statusCode, answer.headers["allow"]]).toEqual([url, 404, undefined]);
    }
  });
});
