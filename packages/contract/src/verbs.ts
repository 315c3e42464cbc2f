import { z } from "zod";
import { chosenLinkKinds } from "@kvit/domain/tickets";
import {
  closeReason,
  departmentGiven,
  expected,
  isOneBody,
  oneBody,
  priority,
  somethingSaid,
  tagNames,
} from "./ticket-parts.ts";
import { anyAddress, instant, shownName, text } from "./wire.ts";

const reason = text(2000).optional();
const body = {
  text: text(1_000_000).optional(),
  html: text(2_000_000).optional(),
  attachments: z.array(z.number().int()).max(50).optional(),
};
const nothing = z.object(expected).strict();
/** A mail says what was done, why and how to go on, unless this is false. */
const tellCustomer = z.boolean().optional();

const otherNumber = z.number("Write the other ticket's number.").int().positive();
/** What the other ticket is to this one; each link stands on both tickets. */
const linkGiven = { kind: z.enum(chosenLinkKinds), ticket: otherNumber };

const approvalGiven = z.string().trim().min(1, "Name the approval.").max(40);

/** The body of `POST /tickets/{number}/<verb>`, by verb. */
export const verbs = {
  reply: z
    .object({
      ...body,
      ...expected,
      /** Seconds the mail is held before it leaves, so that it can be taken back: 0 to 30. */
      hold: z.number().int().min(0).max(30).optional(),
      /** Also resolves the ticket; a reply to a resolved ticket leaves it resolved unless this is false. */
      resolve: z.boolean().optional(),
      cc: z.array(anyAddress).max(48).optional(),
      closeReason: closeReason.optional(),
      /** The newest message the writer had seen; a newer one stops the reply unless `anyway`. */
      seenMessageId: z.number().int().optional(),
      anyway: z.boolean().optional(),
    })
    .strict()
    .refine(isOneBody, oneBody)
    .meta(somethingSaid),
  note: z
    .object({ ...body, ...expected })
    .strict()
    .refine(isOneBody, oneBody)
    .meta(somethingSaid),
  resolve: z.object({ ...expected, reason }).strict(),
  confirm: z.object({ ...expected, tellCustomer }).strict(),
  reject: z.object({ ...expected, text: text(100_000).optional() }).strict(),
  reopen: z.object({ ...expected, reason, tellCustomer }).strict(),
  close: z
    .object({ ...expected, reason: z.union([closeReason, text(2000)]).optional(), tellCustomer })
    .strict(),
  postpone: z.union(
    [
      z.object({ ...expected, until: instant }).strict(),
      z.object({ ...expected, untilReply: z.literal(true) }).strict(),
    ],
    "Give until (a date-time) or untilReply: true, one of them.",
  ),
  wake: nothing,
  spam: nothing,
  "not-spam": nothing,
  delete: nothing,
  restore: nothing,
  review: nothing,
  purge: z
    .object({
      ...expected,
      number: z.union(
        [z.number().int(), z.string()],
        "Write the ticket's number again as `number` to confirm.",
      ),
    })
    .strict(),
  assign: z
    .object({
      ...expected,
      agent: z.union([anyAddress, z.null()], "Write an agent's e-mail address, or null for nobody."),
    })
    .strict(),
  transfer: z.object({ ...expected, department: departmentGiven }).strict(),
  prioritise: z.object({ ...expected, priority }).strict(),
  tag: z
    .object({
      ...expected,
      add: tagNames.optional(),
      remove: tagNames.optional(),
    })
    .strict()
    .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, "Name a tag to add or to remove."),
  stage: z.object({ ...expected, stage: text(60).nullable() }).strict(),
  attempt: z
    .object({
      ...expected,
      channel: z.enum(["email", "phone", "chat", "other"]),
      outcome: z.enum(["reached", "no-answer", "bounced", "wrong-number"]),
      note: text(2000).optional(),
    })
    .strict(),
  merge: z
    .object({
      ...expected,
      /** The number of the ticket in which the conversation goes on. */
      into: otherNumber,
      /** Whether the customer is told; they are unless this is false. */
      tellCustomer: z.boolean().optional(),
    })
    .strict(),
  unmerge: nothing,
  split: z
    .object({
      ...expected,
      /** The messages that begin the new ticket, one of them a customer's. */
      messageIds: z.array(z.number().int().positive()).min(1, "Name a message.").max(200),
      subject: shownName(500, "Give the new ticket a subject.").optional(),
      department: departmentGiven.optional(),
    })
    .strict(),
  link: z.object({ ...expected, ...linkGiven }).strict(),
  unlink: z.object({ ...expected, ...linkGiven }).strict(),
  "change-fields": z
    .object({
      ...expected,
      subject: shownName(500, "Give the ticket a subject.").optional(),
      /** The desk's own fields by key; null empties one, one left out stays. */
      fields: z
        .record(z.string().max(40), z.union([text(20_000), z.number(), z.boolean(), z.null()]))
        .optional(),
    })
    .strict(),
  "ask-approval": z.object({ ...expected, approval: approvalGiven }).strict(),
  "give-approval": z.object({ ...expected, approval: approvalGiven }).strict(),
  "refuse-approval": z
    .object({ ...expected, approval: approvalGiven, reason: text(2000).min(1, "Say why.") })
    .strict(),
  escalate: z.object({ ...expected, reason: text(2000).min(1, "Say why.") }).strict(),
  undo: z.object({ ...expected, act: z.string().max(64).optional() }).strict(),
} as const;
export type Verb = keyof typeof verbs;
export type VerbBody<Name extends Verb> = z.infer<(typeof verbs)[Name]>;
