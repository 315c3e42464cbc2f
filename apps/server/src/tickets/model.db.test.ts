import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { thread, type ThreadView } from "@kvit/contract/tickets";
import type { Instant } from "@kvit/domain/kernel";
import {
  decide,
  evolve,
  openTicket,
  outcome,
  seal,
  type Actor,
  type Command,
  type CommandInputs,
  type CommandName,
  type Status,
  type Ticket,
  type TicketEvent,
} from "@kvit/domain/tickets";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createTicketDesk, type TicketDesk } from "../../test/ticket-desk.ts";
import { sha256Hex } from "../platform/digest.ts";
import { verifyAllTickets } from "../verify/index.ts";

/** The same dice are thrown for the model in memory and for the desk behind its API. */
const histories = Number(process.env["KVIT_API_HISTORIES"] ?? 40);
const seed = Number(process.env["KVIT_SEED"] ?? 7);

let database: TestDatabase;
let house: TicketDesk;
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  house = await createTicketDesk(database.db);
});
afterAll(async () => {
  await house.desk.close();
  await database.drop();
});

type Step = {
  readonly verb: string;
  readonly body: object;
  readonly command: (model: Model) => Command;
};

/** Verbs of the API, each with what it is in the domain. */
const steps: readonly Step[] = [
  plain("note", { text: "For us." }, { messageId: 1, digest: "n" }),
  plain("resolve", {}, {}),
  plain("confirm", { tellCustomer: false }, {}),
  plain("reject", {}, {}),
  plain("close", { reason: "duplicate", tellCustomer: false }, { reason: "duplicate" }),
  plain("postpone", { untilReply: true }, { untilReply: true }),
  plain("wake", {}, {}),
  plain("spam", {}, {}),
  plain("not-spam", {}, {}),
  plain("delete", {}, {}),
  plain("restore", {}, {}),
  plain("prioritise", { priority: "high" }, { priority: "high" }),
  plain("prioritise", { priority: "low" }, { priority: "low" }),
  plain("tag", { add: ["red"] }, { add: ["red"], remove: [] }),
  plain("tag", { remove: ["red"] }, { add: [], remove: ["red"] }),
  plain("stage", { stage: "fixing" }, { stage: "fixing" }),
  plain("attempt", { channel: "phone", outcome: "reached" }, { channel: "phone", outcome: "reached" }),
  plain("ask-approval", { approval: "finance" }, { approval: "finance" }),
  plain("give-approval", { approval: "finance" }, { approval: "finance" }),
  plain("refuse-approval", { approval: "finance", reason: "no" }, { approval: "finance", reason: "no" }),
  plain("escalate", { reason: "late" }, { reason: "late" }),
  {
    verb: "reopen",
    body: { tellCustomer: false },
    command: (model) => ({ name: "reopen", input: { assignTo: model.me } }),
  },
  {
    verb: "assign",
    body: { agent: "petra@primer.test" },
    command: (model) => ({ name: "assign", input: { agentId: model.me } }),
  },
  reply({}, "keep"),
  reply({ resolve: true }, "resolved"),
];

function plain<Name extends CommandName>(verb: Name, body: object, input: CommandInputs[Name]): Step {
  return { verb, body, command: () => ({ name: verb, input }) as Command };
}

function reply(more: object, then: "keep" | "resolved"): Step {
  const input = { messageId: 1, digest: "r", then, holdUntil: null };
  return {
    verb: "reply",
    body: { text: "Hello.", hold: 0, ...more },
    command: () => ({ name: "reply", input }),
  };
}

/** One ticket in memory, moved by the domain alone. */
class Model {
  readonly me: number;
  ticket: Ticket;
  acts = 0;

  constructor(me: number, now: Instant) {
    this.me = me;
    const context = { now, actor: this.#actor, cause: { kind: "hand" }, reopenWindowDays: 14 } as const;
    const message = { kind: "received", messageId: 1, digest: "m" } as const;
    const drafts = openTicket(
      { number: 1, channel: "api", subject: "Refund", requesterId: 1, departmentId: 1, message },
      context,
    );
    const events = seal(drafts, null, this.#seal(now), sha256Hex);
    this.ticket = events.reduce<Ticket | null>(evolve, null)!;
  }

  get #actor(): Actor {
    return { kind: "agent", id: this.me };
  }

  #seal(at: Instant) {
    this.acts += 1;
    return { ticketId: 1, at, actor: this.#actor, cause: { kind: "hand" }, act: String(this.acts) } as const;
  }

  /** The reason of the refusal, or null. */
  try(command: Command, now: Instant): string | null {
    const context = { now, actor: this.#actor, cause: { kind: "hand" }, reopenWindowDays: 14 } as const;
    const decision = decide(this.ticket, command, context);
    if (!decision.ok) return decision.reason;
    const events: readonly TicketEvent[] = seal(decision.events, this.ticket, this.#seal(now), sha256Hex);
    this.ticket = events.reduce<Ticket>(evolve, this.ticket);
    return null;
  }
}

const dice = fc.array(fc.nat({ max: steps.length - 1 }), { minLength: 1, maxLength: 18, size: "max" });
const shared = (ticket: Ticket) => ({
  status: ticket.status,
  stage: ticket.stage,
  priority: ticket.priority,
  tags: [...ticket.tags],
  reopenCount: ticket.reopenCount,
  closeReason: ticket.closeReason,
  needsReview: ticket.needsReview,
  isMine: ticket.assigneeId !== null,
});
const sharedView = ({ ticket }: ThreadView) => ({
  status: ticket.status,
  stage: ticket.stage,
  priority: ticket.priority,
  tags: ticket.tags,
  reopenCount: ticket.reopenCount,
  closeReason: ticket.closeReason,
  needsReview: ticket.needsReview,
  isMine: ticket.assignee !== null,
});
const threadOf = async (number: number): Promise<ThreadView> =>
  thread.parse((await house.owner.get(`/api/app/tickets/${number}`)).json());
const refusalOf = (answer: { statusCode: number; json: () => unknown }): string | null =>
  answer.statusCode === 200 ? null : (answer.json() as { code: string }).code;

describe("the API against the model", () => {
  it(`does and refuses the same, step by step (seed ${seed}, ${histories} histories)`, async () => {
    const owner = await database.db.selectFrom("agent").select("id").where("role", "=", "owner").execute();
    const me = owner[0]!.id;
    await fc.assert(
      fc.asyncProperty(dice, async (throws) => {
        const { number } = await house.create();
        const model = new Model(me, house.desk.clock.now());
        for (const index of throws) {
          const { verb, body, command } = steps[index]!;
          const answer = await house.act(house.owner, number, verb, body);
          const refused = model.try(command(model), house.desk.clock.now());
          expect([verb, refusalOf(answer)]).toEqual([verb, refused]);
        }
        expect(sharedView(await threadOf(number))).toEqual(shared(model.ticket));
      }),
      { numRuns: histories, seed },
    );
  }, 120_000);

  it(`is never led astray by commands at once (seed ${seed}, ${histories} histories)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(dice, dice), { maxLength: 3 }), async (pairs) => {
        const { number } = await house.create();
        for (const [one, other] of pairs) {
          const before = (await threadOf(number)).ticket.status;
          const [left, right] = [steps[one[0]!]!, steps[other[0]!]!];
          const answers = await Promise.all(
            [left, right].map(async ({ verb, body }) => house.act(house.owner, number, verb, body)),
          );
          const done = answers.filter(({ statusCode }) => statusCode === 200).length;
          expect(answers.every(({ statusCode }) => [200, 409].includes(statusCode))).toBe(true);
          const after = (await threadOf(number)).ticket.status;
          expect(done === 0 ? [before] : reachable(before, [left, right])).toContain(after);
        }
      }),
      { numRuns: histories, seed },
    );
  }, 120_000);

  it("leaves histories behind that verify", async () => {
    const verdict = await verifyAllTickets(database.db, { connection: database.connection });
    expect(verdict.problems).toEqual([]);
    expect(verdict.tickets).toBeGreaterThanOrEqual(2 * histories);
  });
});

/** All statuses to which some order of some of the two can lead. */
function reachable(start: Status, pair: readonly Step[]): readonly Status[] {
  const found = new Set<Status>([start]);
  for (let round = 0; round < 2; round += 1) {
    for (const status of Array.from(found)) {
      for (const { verb } of pair) {
        const next = outcome(verb as CommandName, status);
        if (next.kind === "moves") found.add(next.to);
        if (next.kind === "moves" && verb === "reply") found.add("resolved").add("answered");
        // what comes back comes back to anywhere it can have been
        if (next.kind === "returns") for (const back of backTo) found.add(back);
      }
    }
  }
  return [...found];
}

const backTo: readonly Status[] = ["new", "open", "answered", "postponed", "resolved", "closed", "spam"];
