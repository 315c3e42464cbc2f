import { aside, facts, heading, link, paragraph, replyMarker, type Fact } from "./blocks.ts";
import { letterOf, type Letter } from "./letter.ts";
import type { Words } from "./words.ts";

export type ReceiptMail = {
  readonly deskName: string;
  /** The tag in brackets, by which an answer finds its ticket: `[#4821]`. */
  readonly tag: string;
  readonly reference: string;
  readonly departmentName: string;
  readonly receivedAt: string;
  /** What the person wrote as subject; null while nobody proved that it was them (nothing of a stranger's words is passed on). */
  readonly subject: string | null;
  readonly historyUrl: string;
};

/** "We've got it": the number and what we noted. */
export function receiptMail({ t, language }: Words, mail: ReceiptMail): Letter {
  const rows: Fact[] = [
    { name: t("mail.factNumber"), value: mail.reference },
    ...(mail.subject === null ? [] : [{ name: t("mail.factSubject"), value: mail.subject }]),
    { name: t("mail.factReceived"), value: mail.receivedAt },
    { name: t("mail.factDepartment"), value: mail.departmentName },
  ];
  const blocks = [
    heading(t("mail.receiptTitle")),
    paragraph(t("mail.receipt", { reference: mail.reference })),
    facts(rows),
    paragraph(t("mail.receiptAdd")),
    link({ words: t("mail.history"), url: mail.historyUrl }),
    ...(mail.subject === null ? [aside(t("mail.receiptNotYou"))] : []),
  ];
  const preview = t("mail.receipt", { reference: mail.reference });
  return letterOf(
    { language, deskName: mail.deskName, preview, above: replyMarker(t("mail.replyAbove")) },
    `${t("mail.receiptTitle")} ${mail.tag}`,
    blocks,
  );
}
