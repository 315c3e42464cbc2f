import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commands } from "../tickets/index.ts";
import {
  can,
  defaultRights,
  permissions,
  roles,
  scopes,
  visibility,
  type Agent,
  type Permission,
  type Rights,
  type TicketFacts,
} from "./index.ts";

const own = 3;
const other = 4;
const memberships = [{ departmentId: own, lead: false }];
const agent: Agent = { id: 7, role: "agent", memberships };
const lead: Agent = { id: 8, role: "agent", memberships: [{ departmentId: own, lead: true }] };
const admin: Agent = { id: 9, role: "admin", memberships: [] };
const owner: Agent = { id: 10, role: "owner", memberships: [] };

const mine = { departmentId: own, assigneeId: 7 };
const nobodys = { departmentId: own, assigneeId: null };
const colleagues = { departmentId: own, assigneeId: 11 };
const elsewhere = { departmentId: other, assigneeId: null };
const mineElsewhere = { departmentId: other, assigneeId: 7 };

const may = (who: Agent, permission: Permission, ticket: TicketFacts | null) => {
  const verdict = can(who, permission, ticket);
  return verdict.ok ? "yes" : verdict.reason;
};

describe("the rights an agent begins with", () => {
  const workable = ["read", "reply", "note", "postpone", "spam", "tag", "prioritise"] as const;
  it.each(workable)("%s: own tickets, and nobody's in own departments", (verb) => {
    const permission: Permission = `ticket.${verb}`;
    expect(may(agent, permission, mine)).toBe("yes");
    expect(may(agent, permission, mineElsewhere)).toBe("yes");
    expect(may(agent, permission, nobodys)).toBe("yes");
    expect(may(agent, permission, colleagues)).toBe("not-yours");
    expect(may(agent, permission, elsewhere)).toBe("not-your-department");
  });

  const ownOnly = ["resolve", "reopen", "delete", "restore", "merge", "split", "link"] as const;
  it.each(ownOnly)("%s: own tickets only", (verb) => {
    const permission: Permission = `ticket.${verb}`;
    expect(may(agent, permission, mine)).toBe("yes");
    expect(may(agent, permission, nobodys)).toBe("not-yours");
    expect(may(agent, permission, elsewhere)).toBe("not-yours");
  });

  it("assign: takes a ticket, gives none to others", () => {
    expect(may(agent, "ticket.assign", { ...nobodys, assignTo: 7 })).toBe("yes");
    expect(may(agent, "ticket.assign", { ...mine, assignTo: 11 })).toBe("only-to-yourself");
    expect(may(agent, "ticket.assign", { ...mine, assignTo: null })).toBe("only-to-yourself");
    expect(may(agent, "ticket.assign", { ...colleagues, assignTo: 7 })).toBe("not-yours");
  });

  const never = ["close", "confirm", "transfer", "purge", "approve"] as const;
  it.each(never)("%s: not at all, not even on own tickets", (verb) => {
    expect(may(agent, `ticket.${verb}`, mine)).toBe("role");
    expect(may(agent, `ticket.${verb}`, null)).toBe("role");
  });

  it("settings, people, import, export and erasing a person: not at all", () => {
    for (const permission of [
      "setting.change",
      "mailbox.change",
      "agent.invite",
      "data.import",
      "data.export",
      "contact.erase",
      "audit.read",
    ] as const) {
      expect(may(agent, permission, null)).toBe("role");
      expect(may(lead, permission, null)).toBe("role");
      expect(may(admin, permission, null)).toBe("yes");
    }
  });
});

describe("the lead of a department, or a deputy", () => {
  const wide = permissions.filter(
    (permission) =>
      permission.startsWith("ticket.") && !["ticket.purge", "ticket.create"].includes(permission),
  );
  it.each(wide)("%s: everything in the department, nothing more elsewhere than any agent", (permission) => {
    expect(may(lead, permission, colleagues)).toBe("yes");
    expect(may(lead, permission, { ...colleagues, departmentId: other })).toBe(
      may({ ...lead, memberships: [] }, permission, { ...colleagues, departmentId: other }),
    );
  });

  it("assigns to anybody in the department and transfers out of it", () => {
    expect(may(lead, "ticket.assign", { ...colleagues, assignTo: 12 })).toBe("yes");
    expect(may(lead, "ticket.transfer", colleagues)).toBe("yes");
    expect(may(lead, "ticket.transfer", elsewhere)).toBe("role");
    expect(may(lead, "ticket.transfer", null)).toBe("yes");
  });

  it("does not purge", () => {
    expect(may(lead, "ticket.purge", colleagues)).toBe("role");
  });
});

describe("admin and owner", () => {
  it("may everything, everywhere", () => {
    for (const permission of permissions) {
      for (const ticket of [mine, elsewhere, colleagues, null]) {
        expect(may(admin, permission, ticket)).toBe("yes");
        expect(may(owner, permission, ticket)).toBe("yes");
      }
    }
  });

  it("the owner's rights cannot be taken away, the admin's can", () => {
    const none: Rights = { admin: {}, agent: {}, lead: {} };
    expect(can(owner, "ticket.purge", mine, none)).toEqual({ ok: true });
    expect(can(admin, "ticket.purge", mine, none)).toEqual({ ok: false, reason: "role" });
  });

  it("assign to whom they like", () => {
    expect(may(admin, "ticket.assign", { ...elsewhere, assignTo: 11 })).toBe("yes");
  });
});

describe("visibility", () => {
  it("of an agent: own tickets, and nobody's in own departments", () => {
    expect(visibility(agent)).toEqual({ all: false, agentId: 7, departments: [], unassignedIn: [own] });
  });

  it("of a lead: also everything in the departments led", () => {
    const both = [...lead.memberships, { departmentId: other, lead: false }];
    expect(visibility({ ...lead, memberships: both })).toEqual({
      all: false,
      agentId: 8,
      departments: [own],
      unassignedIn: [other],
    });
  });

  it("of admin and owner: all", () => {
    expect(visibility(admin)).toEqual({ all: true });
    expect(visibility(owner)).toEqual({ all: true });
  });

  it("says of every ticket, whatever the rights, what can() says of reading it", () => {
    const scope = fc.option(fc.constantFrom(...scopes), { nil: undefined });
    const membership = fc.record({ departmentId: fc.nat({ max: 3 }), lead: fc.boolean() });
    const anyAgent = fc.record({
      id: fc.nat({ max: 3 }),
      role: fc.constantFrom(...roles),
      memberships: fc.uniqueArray(membership, { selector: (each) => each.departmentId }),
    });
    const anyTicket = fc.record({
      departmentId: fc.nat({ max: 4 }),
      assigneeId: fc.option(fc.nat({ max: 3 })),
    });
    const anyRights = fc.record({ asAgent: scope, asAdmin: scope, asLead: fc.boolean() });
    fc.assert(
      fc.property(anyAgent, anyTicket, anyRights, (who, ticket, { asAgent, asAdmin, asLead }) => {
        const rights: Rights = {
          agent: asAgent === undefined ? {} : { "ticket.read": asAgent },
          admin: asAdmin === undefined ? {} : { "ticket.read": asAdmin },
          lead: asLead ? { "ticket.read": "department" } : {},
        };
        const sees = visibility(who, rights);
        const seen =
          sees.all ||
          (sees.agentId !== null && sees.agentId === ticket.assigneeId) ||
          sees.departments.includes(ticket.departmentId) ||
          (ticket.assigneeId === null && sees.unassignedIn.includes(ticket.departmentId));
        expect(seen).toBe(can(who, "ticket.read", ticket, rights).ok);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the list of permissions", () => {
  it("has every one that a command asks for", () => {
    const asked = commands.map((command) => command.permission);
    expect(asked.filter((permission) => !permissions.includes(permission))).toEqual([]);
  });

  it("is a table without a stranger", () => {
    const named = [defaultRights.admin, defaultRights.agent, defaultRights.lead].flatMap(Object.keys);
    const known: readonly string[] = permissions;
    expect(named.filter((permission) => !known.includes(permission))).toEqual([]);
    expect(Object.keys(defaultRights.admin)).toEqual(permissions);
  });
});
