import type { LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import { ticket, type TicketView } from "@kvit/contract/tickets";
import type { Db } from "../src/platform/postgres/pool.ts";
import { createTestApp, type AddedAgent, type Browser, type TestApp } from "./app.ts";
import { everyFeature } from "./every-feature.ts";
import { second } from "./factories.ts";

/** A desk with two departments, whose people are signed in and use its API. */
export type TicketDesk = {
  readonly desk: TestApp;
  readonly owner: Browser;
  /** An agent of the first department, where new tickets come. */
  readonly marta: Browser;
  readonly martaAccount: AddedAgent;
  /** An agent of the other department. */
  readonly sales: Browser;
  /** A new ticket, a second after whatever was before; for `changes` see `ticketRequest`. */
  readonly create: (changes?: object) => Promise<TicketView>;
  /** Somebody sends a verb, a second after whatever was before. */
  readonly act: (
    browser: Browser,
    number: number,
    verb: string,
    body?: object,
  ) => Promise<LightMyRequestResponse>;
};

export async function createTicketDesk(db: Db): Promise<TicketDesk> {
  const desk = await createTestApp(db, { features: everyFeature });
  const { id: support } = await db.selectFrom("department").select("id").executeTakeFirstOrThrow();
  const { id: other } = await db
    .insertInto("department")
    .values({ account_id: 1, name: "Sales" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const owner = await desk.signedIn(await desk.addAgent({ email: "petra@primer.test", role: "owner" }));
  const martaAccount = await desk.addAgent({
    email: "marta@primer.test",
    role: "agent",
    departmentId: support,
  });
  const jan = await desk.addAgent({ email: "jan@primer.test", role: "agent", departmentId: other });
  return {
    desk,
    owner,
    marta: await desk.signedIn(martaAccount),
    martaAccount,
    sales: await desk.signedIn(jan),
    async create(changes = {}) {
      desk.clock.advance(second);
      const answer = await owner.post("/api/v1/tickets", ticketRequest(changes));
      expect(answer.statusCode, answer.body).toBe(201);
      return ticket.parse(answer.json());
    },
    async act(browser, number, verb, body = {}) {
      desk.clock.advance(second);
      return browser.post(`/api/v1/tickets/${number}/${verb}`, body);
    },
  };
}

type TicketRequest = { readonly subject: string; readonly text: string; readonly requester: object };

/** What asks for a new ticket; `changes` stand in place of its own fields. */
export function ticketRequest(changes: object = {}): TicketRequest {
  return {
    subject: "Refund",
    text: "Still no money.",
    requester: { email: "ana@customer.test", name: "Ana" },
    ...changes,
  };
}

/** A body the verb's schema takes. */
export function bodyFor(verb: string, number: number): object {
  const bodies: Readonly<Record<string, object>> = {
    reply: { text: "Hello", hold: 0 },
    note: { text: "For us" },
    postpone: { untilReply: true },
    assign: { agent: "marta@primer.test" },
    transfer: { department: "Sales" },
    prioritise: { priority: "high" },
    tag: { add: ["x"] },
    stage: { stage: "waiting" },
    attempt: { channel: "phone", outcome: "no-answer", note: "rang twice" },
    purge: { number },
    merge: { into: number },
    split: { messageIds: [1] },
    link: { kind: "related", ticket: number },
    unlink: { kind: "related", ticket: number },
    "change-fields": { subject: "Refund" },
    "ask-approval": { approval: "finance" },
    "give-approval": { approval: "finance" },
    "refuse-approval": { approval: "finance", reason: "too dear" },
    escalate: { reason: "late" },
  };
  return bodies[verb] ?? {};
}
