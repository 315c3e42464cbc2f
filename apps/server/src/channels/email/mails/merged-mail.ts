import { heading, link, paragraph, replyMarker } from "./blocks.ts";
import { letterOf, type Letter } from "./letter.ts";
import type { Words } from "./words.ts";

export type MergedMail = {
  readonly deskName: string;
  /** The tag in brackets, by which an answer finds its ticket: `[#4821]`. */
  readonly tag: string;
  readonly reference: string;
  /** The request in which the conversation goes on; null when it is somebody else's, of which nothing is told. */
  readonly into: { readonly reference: string; readonly historyUrl: string } | null;
};

/** "We have joined your requests": told once to whose request goes on in another. */
export function mergedMail({ t, language }: Words, mail: MergedMail): Letter {
  const { reference, into } = mail;
  const words =
    into === null
      ? t("mail.mergedElsewhere", { reference })
      : t("mail.merged", { reference, into: into.reference });
  const title = into === null ? t("mail.mergedElsewhereTitle") : t("mail.mergedTitle");
  const blocks = [
    heading(title),
    paragraph(words),
    paragraph(t("mail.receiptAdd")),
    ...(into === null ? [] : [link({ words: t("mail.history"), url: into.historyUrl })]),
  ];
  return letterOf(
    { language, deskName: mail.deskName, preview: words, above: replyMarker(t("mail.replyAbove")) },
    `${title} ${mail.tag}`,
    blocks,
  );
}
