import type { CloseReason } from "@kvit/domain/tickets";
import type { LadderLetter } from "../../../tickets/mail-port.ts";
import { buttons, heading, link, paragraph, replyMarker, type Button } from "./blocks.ts";
import { letterOf, type Block, type Letter } from "./letter.ts";
import type { Words } from "./words.ts";

export type LadderMail = {
  readonly deskName: string;
  readonly subject: string;
  readonly reference: string;
  readonly historyUrl: string;
  readonly decisionUrl: string;
  /** The customer's; dates are told in it. */
  readonly timeZone: string;
  readonly letter: LadderLetter;
};

type Told = { readonly title: string; readonly paragraphs: readonly string[]; readonly answers: Block };

/** What the closing ladder, a closing or a reopening tells the customer: what, why, until when, and how to go on. */
export function ladderMail(words: Words, mail: LadderMail): Letter {
  const { t, language } = words;
  const { title, paragraphs, answers } = tell(words, mail);
  return letterOf(
    {
      language,
      deskName: mail.deskName,
      preview: paragraphs[0] ?? title,
      above: replyMarker(t("mail.replyAbove")),
    },
    mail.subject,
    [
      heading(title),
      ...paragraphs.map(paragraph),
      answers,
      link({ words: t("mail.history"), url: mail.historyUrl }),
    ],
  );
}

function tell(words: Words, mail: LadderMail): Told {
  const { letter } = mail;
  if (letter.kind === "remind" || letter.kind === "notice") return tellSilence(words, mail, letter);
  if (letter.kind === "resolved") return tellResolved(words, mail, letter);
  return letter.kind === "closed" ? tellClosed(words, mail, letter) : tellReopened(words, mail);
}

type Of<Kind extends LadderLetter["kind"]> = Extract<LadderLetter, { readonly kind: Kind }>;

function tellSilence(words: Words, mail: LadderMail, letter: Of<"remind" | "notice">): Told {
  const { t } = words;
  const day = dayIn(words, mail);
  const isAsked = letter.from === "resolved";
  const since = { reference: mail.reference, since: day(letter.since) };
  const next = isAsked ? "ladderMail.thenClosed" : "ladderMail.thenResolved";
  const notice = isAsked ? "ladderMail.noticeCloseTitle" : "ladderMail.noticeTitle";
  const question = isAsked ? "mail.solved" : "ladderMail.remindTitle";
  return {
    title: t(letter.kind === "notice" ? notice : question),
    paragraphs: [
      t(isAsked ? "ladderMail.remindSolved" : "ladderMail.remind", since),
      ...(letter.then === null ? [] : [t(next, { date: day(letter.then) })]),
      t("ladderMail.notHelped"),
    ],
    answers: stillOrSolved(words, mail),
  };
}

function tellResolved(words: Words, mail: LadderMail, { since, then, until }: Of<"resolved">): Told {
  const { t } = words;
  const day = dayIn(words, mail);
  return {
    title: t("ladderMail.resolvedTitle"),
    paragraphs: [
      t("ladderMail.resolved", { reference: mail.reference, since: day(since) }),
      ...(then === null || until === null
        ? []
        : [t("ladderMail.closesOn", { date: day(then), until: day(until) })]),
      t("ladderMail.notHelped"),
    ],
    answers: stillOrSolved(words, mail),
  };
}

const closings = {
  confirmed: "ladderMail.closedConfirmed",
  "solved-by-customer": "ladderMail.closedConfirmed",
  "no-answer": "ladderMail.closedNoAnswer",
  "no-longer-relevant": "ladderMail.closedNotRelevant",
  duplicate: "ladderMail.closedDuplicate",
  "not-ours": "ladderMail.closedByUs",
} as const satisfies Record<CloseReason, string>;

function tellClosed(words: Words, mail: LadderMail, { reason, since, until }: Of<"closed">): Told {
  const { t } = words;
  const day = dayIn(words, mail);
  const agreed = reason === "confirmed" || reason === "solved-by-customer";
  return {
    title: t(agreed ? "ladderMail.closedThanksTitle" : "ladderMail.closedTitle"),
    paragraphs: [
      t(closings[reason], { reference: mail.reference, since: day(since) }),
      t("ladderMail.reopenUntil", { until: day(until) }),
    ],
    answers: buttons(no(mail, t("ladderMail.openAgain"))),
  };
}

function tellReopened({ t }: Words, mail: LadderMail): Told {
  return {
    title: t("ladderMail.reopenedTitle"),
    paragraphs: [t("ladderMail.reopened", { reference: mail.reference }), t("ladderMail.reopenedNext")],
    answers: buttons(yes(mail, t("customer.yes"))),
  };
}

function stillOrSolved({ t }: Words, mail: LadderMail): Block {
  return buttons(no(mail, t("customer.stillNeedHelp")), [yes(mail, t("customer.yes"))]);
}

const dayIn =
  ({ format }: Words, { timeZone }: LadderMail) =>
  (at: number): string =>
    format(timeZone).day(at / 1000);
const yes = ({ decisionUrl }: LadderMail, words: string): Button => ({ words, url: `${decisionUrl}?a=yes` });
const no = ({ decisionUrl }: LadderMail, words: string): Button => ({ words, url: `${decisionUrl}?a=no` });
