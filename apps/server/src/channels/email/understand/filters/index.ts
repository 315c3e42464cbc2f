/**
 * Decides what sort of mail this is, by a chain of small filters: the first that
 * has an answer gives it. Refuses to look at the body: a machine that hides from
 * every header rule is told apart by the rate limits of what we send.
 */
import { autoReply } from "./auto-reply.ts";
import { bounce } from "./bounce.ts";
import type { MailFacts, MailFilter, Verdict } from "./filter.ts";
import { mailingList } from "./mailing-list.ts";
import { ownMail } from "./own-mail.ts";

/** Bounces come first: a report from a mail system of our own domain is still a report. */
const chain: readonly MailFilter[] = [bounce, ownMail, autoReply, mailingList];

export function judgeKind(facts: MailFacts): Verdict {
  for (const filter of chain) {
    const verdict = filter(facts);
    if (verdict !== null) return verdict;
  }
  return { kind: "person", reason: "no-mark" };
}
