import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { can, type Agent } from "@kvit/domain/permissions";
import { createApiKey } from "../api-keys/index.ts";
import { readConfig } from "../config.ts";
import type { ListedRoute } from "../platform/http/route-list.ts";
import { startServer } from "../server.ts";
import { createTestApp, type AddedAgent, type Browser, type TestApp } from "../../test/app.ts";
import { createTestDatabase, urlOf, type TestDatabase } from "../../test/database.ts";
import { everyFeature } from "../../test/every-feature.ts";
import { pagesFolder } from "../../test/pages-folder.ts";

let database: TestDatabase;
let desk: TestApp;
const people: Record<string, AddedAgent> = {};
const browsers: Record<string, Browser> = {};
let readOnly: Browser;

const callers = {
  agent: { role: "agent", lead: false },
  lead: { role: "agent", lead: true },
  admin: { role: "admin", lead: false },
  owner: { role: "owner", lead: false },
} as const;
const roles = ["agent", "lead", "admin", "owner"] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await createTestApp(database.db, { features: everyFeature });
  for (const name of roles) {
    people[name] = await desk.addAgent({ email: `${name}@primer.test`, departmentId: 1, ...callers[name] });
    browsers[name] = await desk.signedIn(people[name]);
  }
  const { key } = await createApiKey(desk, { name: "Reader", scope: "read", asEmail: "owner@primer.test" });
  readOnly = desk.browser({ headers: { authorization: `Bearer ${key}` } });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const namesOf = (routes: readonly ListedRoute[]): readonly string[] =>
  routes.map(({ method, path }) => `${method} ${path}`).toSorted();

/** The route for something that does not exist, so that whoever gets in changes nothing. */
const addressOf = ({ path }: ListedRoute): string =>
  path.replaceAll("{token}", "A".repeat(43)).replaceAll(/\{\w+\}/g, "999999");

async function ask(browser: Browser, route: ListedRoute) {
  const method = route.method as "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  return browser.send(method, addressOf(route), method === "GET" || method === "DELETE" ? {} : { body: {} });
}

/** Live connections are taken over by another protocol and have tests of their own. */
const isOverHttp = ({ path }: ListedRoute): boolean => path !== "/api/app/live";
/** Ends the session it is called with, so each caller needs a fresh one. */
const endsSession = ({ path }: ListedRoute): boolean => path === "/api/auth/sign-out";

const agentOf = (name: (typeof roles)[number]): Agent => ({
  id: people[name]?.id ?? 0,
  role: callers[name].role,
  memberships: [{ departmentId: 1, lead: callers[name].lead }],
});

type Expected = "in" | "not-signed-in" | "forbidden";

function expectedFor({ access }: ListedRoute, name: (typeof roles)[number] | "anonymous"): Expected {
  if ("public" in access || "customerLink" in access) return "in";
  if (name === "anonymous") return "not-signed-in";
  if ("signedIn" in access) return "in";
  return can(agentOf(name), access.permission, null).ok ? "in" : "forbidden";
}

async function outcomeOf(browser: Browser, route: ListedRoute): Promise<string> {
  const answer = await ask(browser, route);
  if (answer.statusCode >= 500) return `fault ${answer.statusCode}`;
  const code = answer.headers["content-type"]?.toString().includes("json")
    ? answer.json<{ code?: string } | null>()?.code
    : undefined;
  return code === "not-signed-in" || code === "forbidden" ? code : "in";
}

describe("every route", () => {
  it("of the server that runs is asked here", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kvit-routes-"));
    const own = await createTestDatabase({ empty: true });
    const server = await startServer(
      readConfig(
        {
          KVIT_DATABASE_URL: urlOf(own.connection),
          KVIT_DATA_DIR: folder,
          KVIT_HTTP_PORT: "0",
          KVIT_SMTP_PORT: "off",
          KVIT_LOG_LEVEL: "silent",
        },
        folder,
      ),
      { pages: pagesFolder },
    );
    const there = namesOf(server.routes);
    await server.stop();
    await own.drop();
    await rm(folder, { recursive: true, force: true });
    expect(new Set(there).size).toBe(there.length);
    expect(there.length).toBeGreaterThan(120);
    expect(namesOf(desk.routes)).toEqual(there);
  });

  it.each(["anonymous", ...roles] as const)("lets in whom it declares and nobody else: %s", async (name) => {
    const wrong: string[] = [];
    for (const route of desk.routes.filter(isOverHttp)) {
      const signedIn = name === "anonymous" ? desk.browser() : browsers[name];
      const browser = endsSession(route) ? desk.browser() : (signedIn ?? desk.browser());
      const outcome = await outcomeOf(browser, route);
      const expected = expectedFor(route, name);
      if (outcome !== expected) wrong.push(`${route.method} ${route.path}: ${outcome}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  it("says why whenever it is open to anybody", () => {
    const reasons = desk.routes.flatMap(({ access }) => ("public" in access ? [access.because] : []));
    expect(reasons.every((reason) => reason.length > 10)).toBe(true);
  });

  it("T67: refuses a key that may only read whenever it changes something", async () => {
    const changing = desk.routes.filter(
      (route) => route.method !== "GET" && !("public" in route.access) && !("customerLink" in route.access),
    );
    expect(changing.length).toBeGreaterThan(40);
    for (const route of changing)
      expect([route.path, (await ask(readOnly, route)).json<{ code: string }>().code]).toEqual([
        route.path,
        "read-only-key",
      ]);
    expect((await readOnly.get("/api/v1/agents")).statusCode).toBe(200);
  });

  it("T75: is refused from a foreign origin whenever it changes something", async () => {
    const changing = desk.routes.filter((route) => route.method !== "GET");
    const owner = browsers["owner"]?.copy() ?? desk.browser();
    for (const route of changing) {
      const answer = await owner.send(route.method as "POST", addressOf(route), {
        body: {},
        headers: { origin: "https://evil.test" },
      });
      expect([route.path, answer.statusCode]).toEqual([route.path, 403]);
    }
    expect((await owner.get("/api/app/me")).statusCode).toBe(200);
  });

  it("T75: changes nothing by GET", async () => {
    const tables = (
      await database.pool.query<{ t: string }>(
        "select tablename as t from pg_tables where schemaname = 'public'",
      )
    ).rows.map(({ t }) => t);
    // "Last seen" and the names of sent pages are no state of the desk; secrets are made when first needed.
    const watched = tables.filter((table) => !["agent_session", "secret", "api_key"].includes(table));
    const digest = async () => {
      const parts = watched.map(
        (table) =>
          `select '${table}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${table} t`,
      );
      return (await database.pool.query(parts.join(" union all "))).rows;
    };
    const before = await digest();
    for (const route of desk.routes.filter((each) => each.method === "GET" && isOverHttp(each)))
      await ask(browsers["owner"] ?? desk.browser(), route);
    expect(await digest()).toEqual(before);
  });

  it("T99, T101: answers hostile queries with 400 or harmlessly", async () => {
    const owner = browsers["owner"] ?? desk.browser();
    const faults: string[] = [];
    const hostile = [
      "limit=1;drop table agent",
      "limit=-1",
      "limit=1e99",
      "cursor=WyIiLDkwMDcxOTkyNTQ3NDA5OTFd",
      "cursor=WyJcdTAwMDAiLDFd",
      "cursor='--",
      "q=%25%27%22--%5C",
      "q=%00",
      "sort=name);drop table agent;--",
      "subject=%27or%201=1--",
      "__proto__[polluted]=1",
      "constructor[prototype][polluted]=1",
      "status[$ne]=open",
    ];
    const own = desk.routes.filter(({ method, path }) => method === "GET" && path.startsWith("/api/"));
    for (const route of own.filter(isOverHttp))
      for (const query of hostile) {
        const answer = await owner.get(`${addressOf(route)}?${query}`);
        if (answer.statusCode >= 500) faults.push(`${route.path}?${query}: ${answer.statusCode}`);
      }
    expect(faults).toEqual([]);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("a route that declares no access", () => {
  it("cannot be registered", async () => {
    const register = createTestApp(database.db, {
      features: () => [
        async (app) => {
          app.get("/api/v1/forgotten", async () => "open to all");
        },
      ],
    });
    await expect(register).rejects.toThrow("The route GET /api/v1/forgotten declares no access.");
  });
});

describe("the page of rights", () => {
  it("names every permission a route asks for, with that route and the reach for each role", async () => {
    const { items } = (await (browsers["admin"] ?? desk.browser()).get("/api/v1/rights")).json<{
      items: {
        permission: string;
        routes: string[];
        agent: string;
        lead: string;
        admin: string;
        owner: string;
      }[];
    }>();
    const declared = desk.routes.flatMap(({ access, method, path }) =>
      "permission" in access ? [`${access.permission}: ${method} ${path}`] : [],
    );
    const shown = items.flatMap(({ permission, routes }) => routes.map((route) => `${permission}: ${route}`));
    expect(shown).toEqual(expect.arrayContaining(declared));
    const row = (permission: string) => items.find((each) => each.permission === permission);
    expect(row("ticket.resolve")).toMatchObject({
      agent: "own",
      lead: "department",
      admin: "all",
      owner: "all",
    });
    expect(row("ticket.purge")).toMatchObject({ agent: "none", lead: "none", admin: "all", owner: "all" });
    expect(row("ticket.consult")?.routes).toContain("command consult");
  });
});

describe("D23: looking through another role's eyes", () => {
  const as = (role: string) => ({ "x-kvit-view-as": role });

  it.each(["agent", "lead", "admin"] as const)("shows exactly what %s gets", async (role) => {
    const owner = browsers["owner"] ?? desk.browser();
    const real = browsers[role] ?? desk.browser();
    const differing: string[] = [];
    const rights = async (browser: Browser, headers = {}) =>
      (await browser.get("/api/app/me", headers)).json<{ rights: object; agent: { role: string } }>();
    for (const route of desk.routes.filter(
      (each) => each.method === "GET" && isOverHttp(each) && !each.path.startsWith("/api/auth"),
    )) {
      const [seen, got] = [await owner.get(addressOf(route), as(role)), await real.get(addressOf(route))];
      const same =
        route.path === "/api/app/me" ||
        route.path === "/api/app/bootstrap" ||
        withoutInstance(seen.body) === withoutInstance(got.body);
      if (seen.statusCode !== got.statusCode || !same) differing.push(route.path);
    }
    expect(differing).toEqual([]);
    const [seen, got] = [await rights(owner, as(role)), await rights(real)];
    expect(seen.rights).toEqual(got.rights);
    expect(seen.agent.role).toBe(got.agent.role);
  });

  it("changes nothing", async () => {
    const owner = browsers["owner"] ?? desk.browser();
    for (const [method, url] of [
      ["POST", "/api/v1/departments"],
      ["PATCH", "/api/app/me"],
      ["DELETE", "/api/auth/sessions"],
    ] as const)
      expect((await owner.send(method, url, { body: {}, headers: as("admin") })).statusCode).toBe(403);
  });

  it("is not for agents, and never shows more than one has", async () => {
    expect((await (browsers["agent"] ?? desk.browser()).get("/api/v1/agents", as("lead"))).statusCode).toBe(
      403,
    );
    expect((await (browsers["lead"] ?? desk.browser()).get("/api/v1/agents", as("agent"))).statusCode).toBe(
      403,
    );
    expect((await (browsers["admin"] ?? desk.browser()).get("/api/v1/agents", as("owner"))).statusCode).toBe(
      400,
    );
    expect((await desk.browser().get("/api/v1/agents", as("admin"))).statusCode).toBe(401);
  });
});

const withoutInstance = (body: string): string => body.replace(/"instance":"[^"]*"/, "");
