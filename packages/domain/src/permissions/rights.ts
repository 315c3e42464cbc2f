import { permissions, type Permission } from "./permission.ts";

/**
 * Which tickets a right reaches.
 * - `own`: assigned to the agent
 * - `own-and-unassigned`: also those of nobody in the agent's departments
 * - `department`: all in the agent's departments
 * - `all`
 */
export const scopes = ["own", "own-and-unassigned", "department", "all"] as const;
export type Scope = (typeof scopes)[number];

export const roles = ["owner", "admin", "agent"] as const;
export type Role = (typeof roles)[number];

/** A permission that is not named is not given. */
export type Grants = Readonly<Partial<Record<Permission, Scope>>>;

/**
 * What each role may do. `lead` is no role but what the flag on a membership
 * (also a deputy's) adds, on everything in that department. The owner has
 * every right and is not in the table, since nobody can edit it.
 */
export type Rights = {
  readonly admin: Grants;
  readonly agent: Grants;
  readonly lead: Readonly<Partial<Record<Permission, "department">>>;
};

const everything: Grants = Object.fromEntries(permissions.map((permission) => [permission, "all"]));

const agent: Grants = {
  "ticket.create": "all",
  "ticket.read": "own-and-unassigned",
  "ticket.reply": "own-and-unassigned",
  "ticket.note": "own-and-unassigned",
  "ticket.postpone": "own-and-unassigned",
  "ticket.wake": "own-and-unassigned",
  "ticket.spam": "own-and-unassigned",
  "ticket.tag": "own-and-unassigned",
  "ticket.prioritise": "own-and-unassigned",
  "ticket.stage": "own-and-unassigned",
  "ticket.change-fields": "own-and-unassigned",
  "ticket.attempt": "own-and-unassigned",
  "ticket.review": "own-and-unassigned",
  "ticket.escalate": "own-and-unassigned",
  "ticket.consult": "own-and-unassigned",
  "ticket.undo": "own-and-unassigned",
  "ticket.assign": "own-and-unassigned",
  "ticket.resolve": "own",
  "ticket.reject": "own",
  "ticket.reopen": "own",
  "ticket.delete": "own",
  "ticket.restore": "own",
  "ticket.merge": "own",
  "ticket.split": "own",
  "ticket.link": "own",
  "contact.read": "all",
  "contact.change": "all",
  "company.read": "all",
  "company.change": "all",
  "agent.read": "all",
  "department.read": "all",
  "lifecycle.read": "all",
  "mailbox.read": "all",
};

const lead: Rights["lead"] = Object.fromEntries(
  permissions
    .filter((permission) => permission.startsWith("ticket.") && permission !== "ticket.purge")
    .map((permission) => [permission, "department"]),
);

/** The rights before anybody has edited them. */
export const defaultRights: Rights = { admin: everything, agent, lead };
