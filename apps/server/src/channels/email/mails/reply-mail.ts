import { buttons, link, message, paragraph, replyMarker, rule, signature, type Button } from "./blocks.ts";
import { letterOf, type Letter } from "./letter.ts";
import type { Words } from "./words.ts";

export type ReplyMail = {
  readonly deskName: string;
  readonly subject: string;
  /** The agent's words; empty for the question alone. */
  readonly text: string;
  readonly html: string | null;
  readonly signature: string;
  readonly historyUrl: string;
  /** Set when the ticket is resolved with it: the page where the customer decides. */
  readonly decisionUrl: string | null;
};

/** An agent's answer, and with `decisionUrl` the question whether it is solved. */
export function replyMail({ t, language }: Words, mail: ReplyMail): Letter {
  const question =
    mail.decisionUrl === null
      ? []
      : [
          rule(),
          paragraph(t("mail.solved")),
          buttons(yes(mail.decisionUrl, t("customer.yes")), [no(mail.decisionUrl, t("customer.no"))]),
          paragraph(t("mail.solvedHint")),
        ];
  const words =
    mail.text === "" && mail.html === null ? [] : [message(mail.text, mail.html), signature(mail.signature)];
  const blocks = [
    ...words,
    ...(words.length === 0 ? question.slice(1) : question),
    link({ words: t("mail.history"), url: mail.historyUrl }),
  ];
  const preview = mail.text.replace(/\s+/g, " ").trim().slice(0, 120).toWellFormed();
  return letterOf(
    {
      language,
      deskName: mail.deskName,
      preview: preview === "" ? t("mail.solved") : preview,
      above: replyMarker(t("mail.replyAbove")),
    },
    mail.subject,
    blocks,
  );
}

const yes = (url: string, words: string): Button => ({ words, url: `${url}?a=yes` });
const no = (url: string, words: string): Button => ({ words, url: `${url}?a=no` });
