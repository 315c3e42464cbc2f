import { z } from "zod";
import { anyAddress, emailAddress, instant, language, pageQuery, shownName, text, timeZone } from "./wire.ts";

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
const personName = shownName(200, "Write a name.");
const key = z.number().int().min(1).max(2_147_483_647);
export const changeAgent = z
  .object({
    name: personName.optional(),
    email: emailAddress.optional(),
    role: role.optional(),
    /** All of them: what is not named is taken away. */
    departments: z
      .array(
        z
          .object({ departmentId: key, lead: z.boolean().default(false), deputy: z.boolean().default(false) })
          .strict(),
      )
      .max(200)
      .optional(),
  })
  .strict();
export type ChangeAgent = z.infer<typeof changeAgent>;

/** Minutes since midnight: 9:00 to 17:30 is 540 to 1050. What cannot be worked by is refused by the domain, with a sentence. */
const workingRange = z.object({ from: z.number(), to: z.number() }).strict();
/** By weekday, Monday first; a day may have several ranges, or none. */
const workingWeek = z.array(z.array(workingRange).max(20)).max(7);

export const department = z.object({
  id: z.number().int(),
  name: z.string(),
  language: z.string(),
  timeZone: z.string(),
  week: workingWeek,
  /** Dates (`2026-12-25`) on which nobody works. */
  holidays: z.array(z.string()),
  retired: z.boolean(),
});
export type DepartmentView = z.infer<typeof department>;
export const changeDepartment = z
  .object({
    name: shownName(100),
    language: language.optional(),
    timeZone: timeZone.optional(),
  })
  .strict();
export type ChangeDepartment = z.infer<typeof changeDepartment>;
export const patchDepartment = changeDepartment.partial().extend({
  week: workingWeek.optional(),
  holidays: z.array(text(10)).max(2000).optional(),
});
export type PatchDepartment = z.infer<typeof patchDepartment>;
const departmentMember = z.object({ agentId: key, lead: z.boolean(), deputy: z.boolean() });
export const departmentDetail = department.extend({ members: z.array(departmentMember) });
export type DepartmentDetail = z.infer<typeof departmentDetail>;
/** All members: who is not named leaves. */
export const departmentMembers = z
  .object({
    members: z
      .array(
        z
          .object({ agentId: key, lead: z.boolean().default(false), deputy: z.boolean().default(false) })
          .strict(),
      )
      .max(1000),
  })
  .strict();

const mailHost = z
  .object({
    host: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .regex(/^[A-Za-z0-9._:-]+$/, "Write a host name such as imap.example.org."),
    port: z.number().int().min(1).max(65535),
    /** TLS from the first byte; else the connection is upgraded before anything secret is said. */
    secure: z.boolean(),
    user: text(320).optional(),
    /** Left out, the stored one stays. It is never sent back. */
    password: text(1000).optional(),
  })
  .strict();
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
    name: shownName(100),
    address: anyAddress.nullable().optional(),
    departmentId: z.number().int(),
    language: language.optional(),
    signature: text(10_000).optional(),
    plusAddressing: z.boolean().optional(),
    imap: mailHost
      .extend({ folder: text(200).default("INBOX") })
      .nullable()
      .optional(),
    relay: mailHost.nullable().optional(),
  })
  .strict();
export type ChangeMailbox = z.infer<typeof changeMailbox>;
export const patchMailbox = changeMailbox.partial();
export type PatchMailbox = z.infer<typeof patchMailbox>;
/** How a try to reach a mail server went, in one sentence that names the field to fix. */
const mailCheck = z.object({
  ok: z.boolean(),
  field: z.enum(["host", "port", "secure", "user", "password"]).nullable(),
  code: z.enum([
    "ok",
    "wrong-password",
    "unknown-host",
    "no-answer",
    "refused-connection",
    "no-tls",
    "certificate",
    "not-allowed",
  ]),
  detail: z.string(),
});
export type MailCheck = z.infer<typeof mailCheck>;
/** Null where nothing is set. */
export const mailboxTest = z.object({ imap: mailCheck.nullable(), relay: mailCheck.nullable() });
export type MailboxTest = z.infer<typeof mailboxTest>;

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
export type ChangeContact = z.infer<typeof changeContact>;
export const createContact = changeContact.extend({ email: emailAddress }).strict();
export type CreateContact = z.infer<typeof createContact>;
export const contactQuery = pageQuery.extend({
  /** Part of a name or an address. */
  q: text(200).optional(),
  company: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
});
export const company = z.object({
  id: z.number().int(),
  name: z.string(),
  domain: z.string().nullable(),
  notes: z.string(),
});
export type CompanyView = z.infer<typeof company>;
export const changeCompany = z
  .object({
    name: shownName(200),
    domain: z
      .string()
      .trim()
      .max(255)
      .regex(/^[^\s\p{Cc}@/]+\.[^\s\p{Cc}@/]+$/u, "Write a domain such as example.org.")
      .nullable()
      .optional(),
    notes: text(20_000).optional(),
  })
  .strict();
export type ChangeCompany = z.infer<typeof changeCompany>;
export const patchCompany = changeCompany.partial();
export type PatchCompany = z.infer<typeof patchCompany>;

/** Who is signed in, what they may do, and how they like it. */
export const preferences = z
  .object({
    theme: z.enum(["system", "light", "dark"]).default("system"),
    density: z.enum(["comfortable", "compact"]).default("comfortable"),
    shortcuts: z.boolean().default(true),
    holdSeconds: z
      .union([z.literal(0), z.literal(5), z.literal(10), z.literal(20), z.literal(30)])
      .default(10),
    /** The card of first steps was put away. */
    checklistHidden: z.boolean().default(false),
    /** The palette was opened once: the one first step that only the app sees. */
    paletteOpened: z.boolean().default(false),
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
/** What everybody may change of themselves. */
export const changeMe = z
  .object({
    name: personName.optional(),
    language: language.optional(),
    timeZone: timeZone.optional(),
    signature: text(10_000).optional(),
    /** Only those named change. */
    preferences: z
      .object({
        theme: z.enum(["system", "light", "dark"]),
        density: z.enum(["comfortable", "compact"]),
        shortcuts: z.boolean(),
        holdSeconds: z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(20), z.literal(30)]),
        checklistHidden: z.boolean(),
        paletteOpened: z.boolean(),
      })
      .partial()
      .strict()
      .optional(),
  })
  .strict();
export type ChangeMe = z.infer<typeof changeMe>;
