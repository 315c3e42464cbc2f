import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { pino } from "pino";
import type { Role } from "@kvit/domain/permissions";
import { apiKeyRoutes } from "../src/api-keys/index.ts";
import { companyRoutes } from "../src/companies/index.ts";
import { contactRoutes } from "../src/contacts/index.ts";
import { departmentRoutes } from "../src/departments/index.ts";
import { mailboxRoutes } from "../src/mailboxes/index.ts";
import * as people from "../src/people/index.ts";
import { createHttpApp } from "../src/platform/http/app.ts";
import type { ListedRoute } from "../src/platform/http/route-list.ts";
import type { Db } from "../src/platform/postgres/pool.ts";
import { hasRelay, settingRoutes } from "../src/settings/index.ts";
import * as signIns from "../src/sign-in/index.ts";
import { fakeClock } from "./factories.ts";
import { watchAnswers } from "./watch-answers.ts";

export const password = "correct horse battery";
const accountId = 1;

/** What the features under test are made of. */
export type TestParts = {
  readonly db: Db;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly accountId: number;
  readonly signIn: signIns.SignInDeps;
  readonly routes: readonly ListedRoute[];
  /** The mails that would have gone out, the last one last. */
  readonly invitations: signIns.InvitationMail[];
  readonly resets: signIns.ResetMail[];
  /** How long something would have waited, in milliseconds. */
  readonly pauses: number[];
};

export type TestApp = TestParts & {
  readonly app: FastifyInstance;
  /** Everything logged so far. */
  readonly logged: () => string;
  /** Somebody's browser: it keeps cookies and sends them. */
  readonly browser: (from?: BrowserOptions) => Browser;
  /** An agent with `password`, not signed in. */
  readonly addAgent: (agent: NewAgent) => Promise<AddedAgent>;
  /** The browser of an agent who is signed in. */
  readonly signedIn: (agent: AddedAgent) => Promise<Browser>;
  readonly close: () => Promise<void>;
};

export type TestAppOptions = {
  readonly publicUrl?: string;
  /** The features to register; those of people and settings when left out. */
  readonly features?: (parts: TestParts) => readonly FastifyPluginAsyncZod[];
  /** Without it the desk is prepared and not set up. */
  readonly setUp?: boolean;
};

/** The real web server with these features on this database, reached without a socket. */
export async function createTestApp(db: Db, options: TestAppOptions = {}): Promise<TestApp> {
  const publicUrl = options.publicUrl ?? "http://desk.test";
  const clock = fakeClock();
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  await people.prepareDesk(db, { name: "Primer", language: "en", timeZone: "Europe/Ljubljana" });
  const invitations: signIns.InvitationMail[] = [];
  const resets: signIns.ResetMail[] = [];
  const signIn = await signIns.createSignIn({
    db,
    clock,
    accountId,
    publicUrl,
    mail: {
      invitation: async (_tx, mail) => void invitations.push(mail),
      reset: async (_tx, mail) => void resets.push(mail),
    },
    onError: (error) => {
      throw error;
    },
  });
  const app = await createHttpApp({
    log,
    publicUrl,
    trustProxy: [],
    authenticate: signIns.createAuthenticate(signIn),
    maxBodyBytes: 1024 * 1024,
  });
  watchAnswers(app);
  people.registerViewAs(app, db);
  const parts: TestParts = {
    db,
    clock,
    accountId,
    signIn,
    routes: app.routes,
    invitations,
    resets,
    pauses: [],
  };
  for (const feature of (options.features ?? ownFeatures)(parts)) await app.register(feature);
  await app.ready();
  if (options.setUp !== false) await markSetUp(db);
  return {
    ...parts,
    app,
    logged: () => lines.join(""),
    browser: (from) => new Browser(app, from),
    addAgent: async (agent) => addAgent(parts, agent),
    signedIn: async ({ email }) => {
      const browser = new Browser(app);
      const answer = await browser.post("/api/auth/sign-in", { email, password });
      if (answer.statusCode !== 200) throw new Error(`${email} could not sign in: ${answer.body}`);
      return browser;
    },
    close: async () => app.close(),
  };
}

/** Sign-in, people, departments, mailboxes, contacts and settings. */
export function ownFeatures({ db, clock, signIn, routes, pauses }: TestParts): FastifyPluginAsyncZod[] {
  const agents = { db, clock, principals: signIn.principals };
  const settings = { db, clock, accountId, hasDeskRelay: false, onDeskChanged: () => undefined };
  return [
    signIns.signInRoutes(signIn),
    signIns.accountSecurityRoutes(signIn),
    people.setUpRoutes(signIn),
    people.invitationRoutes(signIn),
    people.agentRoutes(agents),
    people.meRoutes({ ...agents, hasRelay: async () => hasRelay(settings) }),
    people.rightRoutes(routes),
    departmentRoutes(agents),
    mailboxRoutes({
      db,
      clock,
      sealer: signIn.sealer,
      onMailboxesChanged: () => undefined,
      pause: async (millis) => void pauses.push(millis),
    }),
    contactRoutes({ db, onContactChanged: () => undefined }),
    companyRoutes({ db }),
    apiKeyRoutes(agents),
    settingRoutes(settings),
  ];
}

async function markSetUp(db: Db): Promise<void> {
  await db.updateTable("account").set({ set_up_at: "2026-11-22T11:00:00Z" }).execute();
}

type NewAgent = {
  readonly email: string;
  readonly role: Role;
  readonly departmentId?: number;
  readonly lead?: boolean;
};
export type AddedAgent = { readonly id: number; readonly email: string };

let hashed: Promise<string> | null = null;

async function addAgent(
  { db, clock, signIn }: TestParts,
  { email, role, departmentId, lead = false }: NewAgent,
): Promise<AddedAgent> {
  hashed ??= signIns.hashPassword(password);
  const hash = await hashed;
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto("agent")
      .values({ account_id: accountId, email, name: email.split("@")[0] ?? "", role })
      .returning("id")
      .executeTakeFirstOrThrow();
    if (departmentId !== undefined)
      await tx
        .insertInto("department_member")
        .values({ account_id: accountId, department_id: departmentId, agent_id: id, lead })
        .execute();
    await signIns.setPassword({ ...signIn, clock }, tx, { agentId: id, hash, keepSession: null });
    return { id, email };
  });
}

export type BrowserOptions = {
  readonly ip?: string;
  readonly userAgent?: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
};

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: FastifyInstance;
  readonly #from: BrowserOptions;

  constructor(app: FastifyInstance, from: BrowserOptions = {}) {
    this.#app = app;
    this.#from = from;
  }

  async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> {
    return this.send("GET", url, { headers });
  }

  async post(url: string, body: object = {}): Promise<LightMyRequestResponse> {
    return this.send("POST", url, { body });
  }

  async put(url: string, body: object = {}): Promise<LightMyRequestResponse> {
    return this.send("PUT", url, { body });
  }

  async patch(url: string, body: object = {}): Promise<LightMyRequestResponse> {
    return this.send("PATCH", url, { body });
  }

  async delete(url: string): Promise<LightMyRequestResponse> {
    return this.send("DELETE", url, {});
  }

  async send(
    method: Method,
    url: string,
    { body, headers = {} }: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await this.#app.inject({
      method,
      url,
      remoteAddress: this.#from.ip ?? "203.0.113.7",
      headers: {
        "user-agent": this.#from.userAgent ?? "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
        ...(cookie === "" ? {} : { cookie }),
        ...this.#from.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    for (const { name, value, maxAge } of answer.cookies)
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    return answer;
  }

  /** A copy with the cookies as they now are. */
  copy(): Browser {
    const other = new Browser(this.#app, this.#from);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }
}
