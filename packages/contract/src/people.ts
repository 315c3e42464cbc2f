import { z } from "zod";
import { emailAddress, instant, language, text, timeZone } from "./wire.ts";

export const role = z.enum(["owner", "admin", "agent"]);
export const membership = z.object({
  departmentId: z.number().int(),
  lead: z.boolean(),
  deputy: z.boolean(),
});

export const agent = z.object({
  id: z.number().int(),
  email: z.string(),
  name: z.string(),
  role,
  language: z.string(),
  timeZone: z.string(),
  departments: z.array(membership),
  active: z.boolean(),
  createdAt: instant,
});
export type AgentView = z.infer<typeof agent>;

export const department = z.object({
  id: z.number().int(),
  name: z.string(),
  language: z.string(),
  timeZone: z.string(),
  retired: z.boolean(),
});
export type DepartmentView = z.infer<typeof department>;
export const changeDepartment = z
  .object({
    name: text(100).pipe(z.string().trim().min(1)),
    language: language.optional(),
    timeZone: timeZone.optional(),
  })
  .strict();

const mailHost = z.object({
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65535),
  secure: z.boolean(),
  user: z.string().max(320).optional(),
  password: z.string().max(1000).optional(),
});
export const mailbox = z.object({
  id: z.number().int(),
  name: z.string(),
  /** null: takes mail to every address that no other mailbox has. */
  address: z.string().nullable(),
  departmentId: z.number().int(),
  language: z.string(),
  signature: z.string(),
  plusAddressing: z.boolean(),
  imap: z
    .object({
      host: z.string(),
      port: z.number(),
      secure: z.boolean(),
      user: z.string(),
      hasPassword: z.boolean(),
      folder: z.string(),
    })
    .nullable(),
  relay: z
    .object({
      host: z.string(),
      port: z.number(),
      secure: z.boolean(),
      user: z.string(),
      hasPassword: z.boolean(),
    })
    .nullable(),
  retired: z.boolean(),
});
export type MailboxView = z.infer<typeof mailbox>;
export const changeMailbox = z
  .object({
    name: text(100).pipe(z.string().trim().min(1)),
    address: emailAddress.nullable().optional(),
    departmentId: z.number().int(),
    language: language.optional(),
    signature: text(10_000).optional(),
    plusAddressing: z.boolean().optional(),
    imap: mailHost
      .extend({ folder: z.string().min(1).max(200).default("INBOX") })
      .nullable()
      .optional(),
    relay: mailHost.nullable().optional(),
  })
  .strict();

export const contact = z.object({
  id: z.number().int(),
  name: z.string(),
  emails: z.array(z.string()),
  company: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  notes: z.string(),
  verified: z.boolean(),
  createdAt: instant,
});
export type ContactView = z.infer<typeof contact>;
export const changeContact = z
  .object({
    name: text(200).optional(),
    language: language.nullable().optional(),
    timeZone: timeZone.nullable().optional(),
    notes: text(20_000).optional(),
    companyId: z.number().int().nullable().optional(),
  })
  .strict();
export const createContact = changeContact.extend({ email: emailAddress }).strict();
export const company = z.object({
  id: z.number().int(),
  name: z.string(),
  domain: z.string().nullable(),
  notes: z.string(),
});
export type CompanyView = z.infer<typeof company>;
export const changeCompany = z
  .object({
    name: text(200).pipe(z.string().trim().min(1)),
    domain: z.string().max(255).nullable().optional(),
    notes: text(20_000).optional(),
  })
  .strict();

/** Who is signed in, what they may do, and how they like it. */
export const preferences = z
  .object({
    theme: z.enum(["system", "light", "dark"]).default("system"),
    density: z.enum(["comfortable", "compact"]).default("comfortable"),
    shortcuts: z.boolean().default(true),
    holdSeconds: z
      .union([z.literal(0), z.literal(5), z.literal(10), z.literal(20), z.literal(30)])
      .default(10),
    checklistHidden: z.boolean().default(false),
  })
  .strict();
export type Preferences = z.infer<typeof preferences>;
export const me = z.object({
  agent,
  preferences,
  signature: z.string(),
  desk: z.object({ name: z.string(), ticketPrefix: z.string(), language: z.string(), timeZone: z.string() }),
  /** Which permissions this person has at all, and over what. */
  rights: z.record(z.string(), z.enum(["none", "own", "department", "all"])),
  twoFactor: z.boolean(),
  sandbox: z.boolean(),
});
export type MeView = z.infer<typeof me>;
