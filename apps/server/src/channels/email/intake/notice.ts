import { firstLanguage, wordsIn } from "../mails/words.ts";
import type { MailHeaders, ParsedMail } from "../understand/index.ts";

const nothingKnown: MailHeaders = {
  messageId: null,
  inReplyTo: [],
  references: [],
  from: null,
  replyTo: [],
  to: [],
  cc: [],
  deliveredTo: [],
  subject: "",
  date: null,
  kind: "person",
  kindReason: "not-understood",
  authentication: null,
  ownMark: null,
  flags: [],
};

/** What stands in the thread for a mail whose body could not be understood: who wrote, and where the original is. */
export function noticeInPlaceOf(headers: MailHeaders | null, language: string): ParsedMail {
  const { t } = wordsIn(firstLanguage([language]));
  const known = headers ?? nothingKnown;
  const text = t("mail.notUnderstood");
  return {
    ...known,
    flags: [...known.flags, "not-understood"],
    text,
    visibleText: text,
    html: null,
    visibleHtml: null,
    hasRemoteImages: false,
    attachments: [],
    bounce: null,
    language: null,
  };
}
