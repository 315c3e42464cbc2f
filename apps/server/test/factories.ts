import { instantFromMillis, type Instant } from "@kvit/domain/kernel";
import type { Agent } from "@kvit/domain/permissions";
import type { Clock } from "../src/platform/clock.ts";
import type { Db } from "../src/platform/postgres/pool.ts";
import { createChangeFeed } from "../src/platform/realtime/change-feed.ts";
import { findOrCreateContact } from "../src/contacts/contacts.queries.ts";
import { openTicket, type Opened, type Opening } from "../src/tickets/open-ticket.ts";
import { inTransaction, type WorkDeps } from "../src/tickets/unit-of-work.ts";

/** 22 November 2026, 12:00:00 UTC: when tests begin. */
export const noon: Instant = instantFromMillis(Date.UTC(2026, 10, 22, 12));
export const second = 1_000_000;
export const day = 86_400 * second;

/** A clock that stands still until it is moved. */
export function fakeClock(
  start: Instant = noon,
): Clock & { advance: (micros: number) => void; set: (to: Instant) => void } {
  let now = start;
  return {
    now: () => now,
    advance: (micros) => {
      now += micros;
    },
    set: (to) => {
      now = to;
    },
  };
}

export type Desk = {
  readonly departmentId: number;
  readonly otherDepartmentId: number;
  readonly owner: Agent;
  readonly agent: Agent;
  readonly lead: Agent;
  readonly stranger: Agent;
};

/** A desk with two departments, an owner, an agent and a lead in the first and an agent in the second. */
export async function createDesk(db: Db): Promise<Desk> {
  await db
    .insertInto("account")
    .values({ id: 1, name: "Primer", set_up_at: "2026-11-22T11:00:00Z" })
    .execute();
  const departmentId = await department(db, "Support");
  const otherDepartmentId = await department(db, "Sales");
  return {
    departmentId,
    otherDepartmentId,
    owner: await agent(db, { email: "owner@primer.test", role: "owner" }),
    agent: await agent(db, { email: "marta@primer.test", role: "agent", memberOf: departmentId }),
    lead: await agent(db, { email: "lead@primer.test", role: "agent", memberOf: departmentId, lead: true }),
    stranger: await agent(db, { email: "jan@primer.test", role: "agent", memberOf: otherDepartmentId }),
  };
}

async function department(db: Db, name: string): Promise<number> {
  const { id } = await db
    .insertInto("department")
    .values({ account_id: 1, name })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

type NewAgent = {
  readonly email: string;
  readonly role: Agent["role"];
  readonly memberOf?: number;
  readonly lead?: boolean;
};

async function agent(db: Db, { email, role, memberOf, lead = false }: NewAgent): Promise<Agent> {
  const name = email.split("@")[0] ?? email;
  const { id } = await db
    .insertInto("agent")
    .values({ account_id: 1, email, name, role })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (memberOf === undefined) return { id, role, memberships: [] };
  await db
    .insertInto("department_member")
    .values({ account_id: 1, department_id: memberOf, agent_id: id, lead })
    .execute();
  return { id, role, memberships: [{ departmentId: memberOf, lead }] };
}

export function workDeps(db: Db, clock: Clock = fakeClock()): WorkDeps {
  return {
    db,
    clock,
    feed: createChangeFeed((error) => {
      throw error;
    }),
  };
}

/** A valid new ticket from Ana in one call. */
export async function createTicket(
  deps: WorkDeps,
  desk: Desk,
  given: Partial<Opening> = {},
): Promise<Opened> {
  return inTransaction(deps, async (work) => {
    const { contactId } = await findOrCreateContact(work.tx, 1, {
      address: "ana@customer.test",
      name: "Ana Kovač",
    });
    const customer = { kind: "customer", id: contactId } as const;
    return openTicket(work, {
      accountId: 1,
      subject: "Refund for order 1182",
      requesterId: contactId,
      departmentId: desk.departmentId,
      channel: "email",
      actor: customer,
      cause: { kind: "hand" },
      message: {
        kind: "customer",
        author: { actor: customer, name: "Ana Kovač", address: "ana@customer.test" },
        text: "Still no money for order 1182.",
      },
      ...given,
    });
  });
}
