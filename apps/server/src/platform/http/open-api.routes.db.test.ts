import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type TestApp } from "../../../test/app.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { everyFeature } from "../../../test/every-feature.ts";

type Operation = {
  readonly summary?: string;
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
};
type Description = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

let database: TestDatabase;
let desk: TestApp;
let description: Description;
let operations: readonly (readonly [name: string, operation: Operation])[];

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db, { features: everyFeature });
  description = (await desk.app.inject("/api/v1/openapi.json")).json<Description>();
  operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  );
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

describe("the API's description", () => {
  it("is valid by the schema of OpenAPI 3.1 itself", async () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    const copy = structuredClone(description);
    expect(await new Validator({ strict: false }).validate(copy)).toEqual({ valid: true });
    const broken = {
      ...structuredClone(description),
      paths: { "/x": { get: { responses: { "200": {} } } } },
    };
    expect(await new Validator({ strict: false }).validate(broken)).toMatchObject({ valid: false });
  });

  it("describes every route under /api/v1 but itself, and no other", () => {
    const there = desk.routes
      .filter(({ path }) => path.startsWith("/api/v1/") && path !== "/api/v1/openapi.json")
      .map(({ method, path }) => `${method} ${path}`);
    expect(operations.map(([name]) => name).toSorted()).toEqual(there.toSorted());
    expect(there.length).toBeGreaterThan(60);
  });

  it("says in words what each operation does", () => {
    const summaries = operations.map(([, { summary }]) => summary ?? "");
    expect(summaries.filter((summary) => summary.length < 8)).toEqual([]);
    expect(new Set(summaries).size).toBe(summaries.length);
  });

  it("names every refusal a problem document, and every status by its word", () => {
    const wrong = operations.flatMap(([name, { responses }]) =>
      Object.entries(responses)
        .filter(
          ([status, { description: word, content = {} }]) =>
            word === "Default Response" ||
            (Number(status) >= 400 && Object.keys(content).join() !== "application/problem+json"),
        )
        .map(([status]) => `${name} ${status}`),
    );
    expect(wrong).toEqual([]);
    for (const [name, { responses }] of operations)
      expect([name, ...Object.keys(responses)]).toEqual(expect.arrayContaining(["401", "403", "500", "503"]));
  });
});
