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

const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": "sl-SI,en;q=0.5" };

describe("an address where nothing is", () => {
  it.each([
    ["/%", 400],
    ["/nowhere", 404],
    ["/%E0%A4%A", 400],
    ["/<script>alert(1)</script>", 404],
  ] as const)("is a small page of our own for a browser: %s", async (url, status) => {
    const answer = await desk.app.inject({ url, headers: browser });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([status, "text/html; charset=utf-8"]);
    expect(answer.body).toContain('<html lang="sl">');
    expect(answer.body).toContain("<h1>Te strani ni.</h1>");
    expect(answer.body).not.toContain("script");
    expect(answer.headers).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "x-content-type-options": "nosniff",
    });
  });

  it("is a problem document for a program, and for everybody under /api", async () => {
    for (const [url, headers, code] of [
      ["/%", {}, "bad-request"],
      ["/nowhere", { accept: "*/*" }, "not-found"],
      ["/api/v1/%", browser, "bad-request"],
      ["/api/v1/nowhere", browser, "not-found"],
    ] as const) {
      const answer = await desk.app.inject({ url, headers });
      expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect([url, problem.parse(answer.json()).code]).toEqual([url, code]);
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    }
  });
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
