import { aside, buttons, heading, link, paragraph, type Button } from "./blocks.ts";
import { letterOf, type Letter } from "./letter.ts";
import type { Words } from "./words.ts";

type Named = { readonly deskName: string };
type Linked = Named & {
  readonly url: string;
  /** When the link stops working, in the reader's words. */
  readonly until: string;
};

/** Sentences made elsewhere, in our layout. */
export function plainMail(
  { language }: Words,
  mail: Named & { readonly subject: string; readonly paragraphs: readonly string[] },
): Letter {
  return letterOf(
    { language, deskName: mail.deskName, preview: mail.paragraphs[0] ?? mail.subject },
    mail.subject,
    mail.paragraphs.map(paragraph),
  );
}

/** One link below the other: a customer's requests. */
export function linksMail(
  { language }: Words,
  mail: Named & {
    readonly subject: string;
    readonly words: string;
    readonly links: readonly Button[];
    readonly notYou: string;
  },
): Letter {
  return letterOf({ language, deskName: mail.deskName, preview: mail.words }, mail.subject, [
    heading(mail.subject),
    paragraph(mail.words),
    ...mail.links.map(link),
    aside(mail.notYou),
  ]);
}

export function invitationMail(
  { t, language }: Words,
  mail: Linked & { readonly invitedBy: string },
): Letter {
  const subject = t("mail.invitationTitle", { desk: mail.deskName });
  const words = t("mail.invitation", { name: mail.invitedBy, desk: mail.deskName });
  return letterOf({ language, deskName: mail.deskName, preview: words }, subject, [
    heading(subject),
    paragraph(words),
    buttons({ words: t("mail.invitationAccept"), url: mail.url }),
    aside(t("mail.linkUntil", { at: mail.until })),
  ]);
}

export function resetMail({ t, language }: Words, mail: Linked): Letter {
  const subject = t("mail.resetTitle");
  const words = t("mail.reset", { desk: mail.deskName });
  return letterOf({ language, deskName: mail.deskName, preview: words }, subject, [
    heading(subject),
    paragraph(words),
    buttons({ words: t("mail.resetButton"), url: mail.url }),
    aside(`${t("mail.linkUntil", { at: mail.until })} ${t("mail.notAsked")}`),
  ]);
}
