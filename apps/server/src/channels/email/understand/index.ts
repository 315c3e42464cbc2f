/**
 * From raw bytes to a value that says what the mail is. No database, no
 * network, no clock. Refuses to decide what becomes of the mail, to believe
 * anything the sender claims, and to run any of it in the main thread.
 */
export type {
  Bounce,
  Limits,
  MailAttachment,
  MailAuthentication,
  MailHeaders,
  MailKind,
  MailLanguage,
  Mailbox,
  ParsedMail,
  UnderstandOptions,
  UnderstandOutcome,
  UnderstandProblem,
} from "./parsed-mail.ts";
export { cleanFileName } from "./parts/file-name.ts";
export { defaultLimits } from "./limits.ts";
export { REPLY_MARKER } from "./replies/reply-marker.ts";
export { threadingCandidates, type SubjectTag, type ThreadingCandidates } from "./threading.ts";
export { createUnderstander, type Understander, type UnderstanderSettings } from "./understander.ts";
