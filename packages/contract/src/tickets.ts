import { z } from "zod";
import { chosenLinkKinds } from "@kvit/domain/tickets";
import { plannedRung } from "./lifecycle.ts";
import {
  channel,
  closeReason,
  departmentGiven,
  departmentRef,
  expected,
  isOneBody,
  oneBody,
  personRef,
  priority,
  somethingSaid,
  status,
  tagNames,
} from "./ticket-parts.ts";
import { emailAddress, instant, language, pageQuery, shownName, text } from "./wire.ts";

/** A ticket as it now stands: what lists, the queue and every verb answer. */
export const ticket = z.object({
  number: z.number().int(),
  /** The number with the desk's prefix, as people see it: "#4821" or "KV-4821". */
  reference: z.string(),
  status,
  stage: z.string().nullable(),
  subject: z.string(),
  requester: personRef,
  department: departmentRef,
  assignee: personRef.nullable(),
  priority,
  tags: z.array(z.string()),
  channel,
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
  /** The status to which a postponed ticket returns, and when; null when it waits for the customer. */
  postponedUntil: instant.nullable(),
  postponedFrom: status.nullable(),
  waitingSince: instant.nullable(),
  reopenCount: z.number().int(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  closeReason: closeReason.nullable(),
  /** Somebody has to look at it, whatever its status; `review` says it was done. */
  needsReview: z.boolean(),
  /** When retention deletes it for good; null for never, and while somebody has to look at it. */
  purgeAt: instant.nullable(),
  /** The number of the ticket in which the conversation goes on. */
  mergedInto: z.number().int().nullable(),
  messageCount: z.number().int(),
  /** First words of the last message. */
  preview: z.string(),
  sample: z.boolean(),
});
export type TicketView = z.infer<typeof ticket>;

export { channel, closeReason, departmentRef, personRef, priority, status } from "./ticket-parts.ts";
export { verbs, type Verb, type VerbBody } from "./verbs.ts";

export const ticketNumber = z.object({ number: z.coerce.number().int().positive() });

export const createTicket = z
  .object({
    subject: shownName(500, "Give the ticket a subject."),
    text: text(1_000_000).optional(),
    html: text(2_000_000).optional(),
    requester: z
      .object({ email: emailAddress, name: text(200).optional(), language: language.optional() })
      .strict(),
    department: departmentGiven.optional(),
    priority: priority.optional(),
    tags: tagNames.optional(),
    attachments: z.array(z.number().int()).max(50).optional(),
    /** An agent's name for the ticket created on behalf of a customer who called or wrote elsewhere. */
    channel: z.enum(["api", "phone", "form"]).optional(),
  })
  .strict()
  .refine(isOneBody, oneBody)
  .meta(somethingSaid);

/** The instant to look back to: all is answered as it stood then. Left out, as it stands now. */
const moment = z
  .string()
  .max(60)
  .describe("An instant that is past (RFC 3339): answers as it stood then. Left out, as it stands now.");
export const momentQuery = z.object({ at: moment.optional() }).strict();
export const pastPageQuery = pageQuery.extend({ at: moment.optional() });

const filterValue = z.string().max(200);
export const ticketQuery = pastPageQuery.extend({
  /** One status or several, separated by commas; `active` stands for all that may need work. */
  status: filterValue.optional(),
  department: filterValue.optional(),
  /** An agent's e-mail address or id, `me` or `none`. */
  assignee: filterValue.optional(),
  requester: filterValue.optional(),
  priority: filterValue.optional(),
  tag: filterValue.optional(),
  /** Words of the subject, a number, or a person's name or address. */
  q: filterValue.optional(),
  /** `yes`: those merged into another ticket. Without it, merged tickets are in no list of working statuses. */
  merged: z.enum(["yes", "no"]).optional(),
  /** `yes`: those that somebody has to look at, spam and deleted ones too. As it stands now, not with `at`. */
  needsReview: z.enum(["yes", "no"]).optional(),
  sort: z.enum(["-updated", "updated", "-created", "created", "next"]).default("-updated"),
});
export type TicketQuery = z.infer<typeof ticketQuery>;

/** Which are counted: by status as in lists; all but purged ones when left out. */
export const countQuery = momentQuery.extend({ status: filterValue.optional() });

/** How many tickets the caller may read stood where. */
export const ticketCounts = z.object({
  /** The instant looked back to; null for now. */
  at: instant.nullable(),
  /** By status; purged tickets are not counted. */
  statuses: z.record(z.string(), z.number().int()),
  /** The active ones by status, department and assignee; where there are none, no line. */
  groups: z.array(
    z.object({
      status,
      departmentId: z.number().int(),
      assigneeId: z.number().int().nullable(),
      count: z.number().int(),
    }),
  ),
});
export type TicketCounts = z.infer<typeof ticketCounts>;

const actor = z.object({
  kind: z.enum(["agent", "customer", "rule", "system", "api", "import"]),
  id: z.number().nullable(),
  name: z.string(),
});

export const event = z.object({
  seq: z.number().int(),
  position: z.number().int(),
  type: z.string(),
  at: instant,
  actor,
  cause: z.record(z.string(), z.unknown()),
  act: z.string(),
  /** field → { from, to }; people and departments also as names in `names`. */
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type EventView = z.infer<typeof event>;

export const attachment = z.object({
  id: z.number().int(),
  filename: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
  contentId: z.string().nullable(),
  url: z.string(),
});
export type AttachmentView = z.infer<typeof attachment>;

export const deliveryState = z.enum(["held", "queued", "sending", "sent", "failed", "bounced", "cancelled"]);
export const message = z.object({
  id: z.number().int(),
  kind: z.enum(["customer", "agent", "note", "automatic"]),
  channel,
  at: instant,
  author: z.object({
    kind: actor.shape.kind,
    id: z.number().nullable(),
    name: z.string(),
    email: z.string().nullable(),
  }),
  /** False when the sender's address was not proven to belong to this conversation. */
  verified: z.boolean(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  language: z.string().nullable(),
  text: z.string(),
  visibleText: z.string(),
  /** Cleaned; show it only in a sandboxed frame. */
  html: z.string().nullable(),
  visibleHtml: z.string().nullable(),
  hasRemoteImages: z.boolean(),
  attachments: z.array(attachment),
  delivery: z
    .object({
      state: deliveryState,
      at: instant,
      heldUntil: instant.nullable(),
      /** It went no further than the sandbox, as no relay was set. */
      sandboxed: z.boolean(),
      detail: z.string().nullable(),
    })
    .nullable(),
  threadedBy: z.string().nullable(),
  intakeId: z.number().nullable(),
  flags: z.array(z.string()),
  /** The number of the ticket the message lies in. */
  ticket: z.number().int(),
  /** The number of the ticket where it goes on: it was split off, or went back when a merge was taken back. */
  wentTo: z.number().int().nullable(),
});
export type MessageView = z.infer<typeof message>;

export const interval = z.object({
  from: instant,
  to: instant.nullable(),
  status,
  stage: z.string().nullable(),
  turn: z.enum(["ours", "customer", "date", "nobody"]),
  actor: actor.nullable(),
  seq: z.number().int(),
});
export type IntervalView = z.infer<typeof interval>;

/** Another ticket in few words. */
export const ticketBrief = z.object({
  number: z.number().int(),
  reference: z.string(),
  subject: z.string(),
  status,
});
export type TicketBrief = z.infer<typeof ticketBrief>;

export const linkKind = z.enum([
  ...chosenLinkKinds,
  "follow-up-of",
  "followed-up-by",
  "split-from",
  "split-to",
]);
/** `ticket` null: one the caller may not see. */
export const link = z.object({ kind: linkKind, ticket: ticketBrief.nullable() });
export type LinkView = z.infer<typeof link>;

/** All the ticket page shows, in one answer. */
export const thread = z.object({
  /** The instant looked back to; null for now. */
  at: instant.nullable(),
  ticket,
  messages: z.array(message),
  events: z.array(event),
  intervals: z.array(interval),
  requester: z.object({
    id: z.number().int(),
    name: z.string(),
    emails: z.array(z.string()),
    company: z.object({ id: z.number().int(), name: z.string() }).nullable(),
    language: z.string().nullable(),
    timeZone: z.string().nullable(),
    notes: z.string(),
    otherTickets: z.array(
      z.object({
        number: z.number().int(),
        reference: z.string(),
        subject: z.string(),
        status,
        createdAt: instant,
      }),
    ),
  }),
  /** What it is linked with. */
  links: z.array(link),
  /** The tickets merged into this one, as far as the caller may see them; their messages are among `messages`. */
  merged: z.array(ticketBrief),
  /** Where the conversation goes on; null unless it was merged. */
  mergedInto: ticketBrief.nullable(),
  /** For each command: null when this person may do it now, else why not (a code with its words in the catalogues). */
  may: z.record(z.string(), z.string().nullable()),
  /** The desk's own fields by key. */
  fields: z.record(z.string(), z.unknown()),
  /** Keys of the approvals that were asked for, and of those that were given. */
  approvals: z.object({ open: z.array(z.string()), given: z.array(z.string()) }),
  /** What the closing ladder will do if nobody says anything, in order. */
  plan: z.array(plannedRung),
  drafts: z.object({ reply: z.string().nullable(), note: z.string().nullable() }),
  /** The newest act of this person on this ticket that can be taken back. */
  undo: z.object({ ...expected, act: z.string(), types: z.array(z.string()) }).nullable(),
});
export type ThreadView = z.infer<typeof thread>;
