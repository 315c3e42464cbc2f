import { z } from "zod";
import { instant, language, text, timeZone, emailAddress } from "./wire.ts";

export const desk = z
  .object({
    name: text(100).pipe(z.string().trim().min(1)),
    ticketPrefix: z
      .string()
      .max(10)
      .regex(/^[A-Za-z0-9-]*$/),
    language,
    timeZone,
  })
  .strict();
export type Desk = z.infer<typeof desk>;

/** The set-up page asks three things; language and time zone are guessed and shown. */
export const setUp = z
  .object({
    token: z.string(),
    name: text(200).pipe(z.string().trim().min(1, "Write your name.")),
    email: emailAddress,
    password: z.string().min(10, "Use at least 10 characters.").max(256),
    deskName: text(100).pipe(z.string().trim().min(1, "Give the desk a name.")),
    language: language,
    timeZone,
  })
  .strict();
export type SetUp = z.infer<typeof setUp>;

export const auditEntry = z.object({
  id: z.number().int(),
  at: instant,
  actor: z.string(),
  subject: z.string(),
  action: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

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
    name: text(100).pipe(z.string().trim().min(1)),
    scope: z.enum(["read", "write"]).default("write"),
  })
  .strict();

export const invitation = z.object({
  id: z.number().int(),
  email: z.string(),
  role: z.enum(["admin", "agent"]),
  expiresAt: instant,
  acceptedAt: instant.nullable(),
});
export const invite = z
  .object({
    emails: z.array(emailAddress).min(1).max(50),
    role: z.enum(["admin", "agent"]),
    departmentIds: z.array(z.number().int()).max(100).default([]),
  })
  .strict();

/** One line of the rights page: a route or command, what it asks for, and who has it. */
export const rightRow = z.object({
  permission: z.string(),
  routes: z.array(z.string()),
  agent: z.string(),
  lead: z.string(),
  admin: z.string(),
  owner: z.string(),
});
