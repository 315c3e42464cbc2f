import { z } from "zod";
import { newPassword } from "./sign-in.ts";
import { instant, language, pageQuery, shownName, text, timeZone, emailAddress, pageOf } from "./wire.ts";

export const desk = z
  .object({
    name: shownName(100),
    ticketPrefix: z
      .string()
      .max(10)
      .regex(/^[A-Za-z0-9-]*$/, "Use letters, digits and dashes only."),
    language,
    timeZone,
  })
  .strict();
export type Desk = z.infer<typeof desk>;
export const patchDesk = desk.partial();
export type PatchDesk = z.infer<typeof patchDesk>;
/** `hasRelay`: mail leaves for the world; else it stays in the sandbox. */
export const deskView = desk.extend({ hasRelay: z.boolean() });
export type DeskView = z.infer<typeof deskView>;

/** The set-up page asks three things; language and time zone are guessed and shown. */
export const setUp = z
  .object({
    token: z.string(),
    name: shownName(200, "Write your name."),
    email: emailAddress,
    password: newPassword,
    deskName: shownName(100, "Give the desk a name."),
    language: language,
    timeZone,
  })
  .strict();
export type SetUp = z.infer<typeof setUp>;

export const auditEntry = z.object({
  id: z.number().int(),
  at: instant,
  /** A name. */
  actor: z.string(),
  /** Whether it was whoever sits at the machine. */
  byCommandLine: z.boolean(),
  subject: z.string(),
  action: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditQuery = pageQuery.extend({ subject: text(100).optional() });

export const apiKey = z.object({
  id: z.number().int(),
  name: z.string(),
  agent: z.string(),
  scope: z.enum(["read", "write"]),
  prefix: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revoked: z.boolean(),
});
export const createApiKey = z
  .object({
    name: shownName(100),
    scope: z.enum(["read", "write"]).default("write"),
  })
  .strict();
export type ApiKeyView = z.infer<typeof apiKey>;
/** The only time the key itself is shown. */
export const createdApiKey = apiKey.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKey>;

export const invitation = z.object({
  id: z.number().int(),
  email: z.string(),
  role: z.enum(["admin", "agent"]),
  expiresAt: instant,
  acceptedAt: instant.nullable(),
});
export type InvitationView = z.infer<typeof invitation>;
export const invite = z
  .object({
    /** As somebody wrote them: the answer names those that nobody can be invited by. */
    emails: z.array(z.string().trim().min(1).max(320)).min(1).max(50),
    role: z.enum(["admin", "agent"]),
    departmentIds: z.array(z.number().int()).max(100).default([]),
  })
  .strict();
export type Invite = z.infer<typeof invite>;
/** What became of each address: `items` were invited, `refused` were not, with the reason. */
export const invited = pageOf(invitation).extend({
  refused: z.array(z.object({ email: z.string(), reason: z.enum(["agent", "no-address"]) })),
});
export type Invited = z.infer<typeof invited>;

/** One line of the rights page: a route or command, what it asks for, and who has it. */
export const rightRow = z.object({
  permission: z.string(),
  routes: z.array(z.string()),
  agent: z.string(),
  lead: z.string(),
  admin: z.string(),
  owner: z.string(),
});
export type RightRow = z.infer<typeof rightRow>;
