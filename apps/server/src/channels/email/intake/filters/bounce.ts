import type { Bounce } from "../../understand/index.ts";
import type { BouncedMail } from "../incoming.ts";
import { findThread } from "../threading/find-thread.ts";
import type { IntakeFilter } from "./filter.ts";
import { findSentMail } from "./filters.queries.ts";

/**
 * A report about a mail of ours goes to the ticket of that mail. It never opens
 * a ticket and is never answered; one that speaks of no mail of ours is ignored.
 */
export const bounce: IntakeFilter = async (incoming, lookup) => {
  const { mail, accountId } = incoming;
  if (mail.kind !== "bounce") return null;
  const report = mail.bounce;
  const ids = [
    report?.originalMessageId ?? null,
    ...mail.inReplyTo,
    ...(report?.originalReferences ?? []),
    ...mail.references,
  ];
  const ours = ids.filter((id) => id !== null).filter((id) => lookup.tokens.readMessageId(id) !== null);
  const sent = await findSentMail(lookup.tx, accountId, ours);
  if (sent !== null) {
    const bounced: BouncedMail = {
      ...sent,
      final: isFinal(report),
      recipient: report?.recipient ?? null,
      technical: describe(report),
    };
    return {
      kind: "append-automatic",
      ticketId: sent.ticketId,
      sort: "bounce",
      threadedBy: "bounce",
      bounced,
    };
  }
  const thread = await findThread(incoming, lookup);
  if (thread?.proven === true)
    return { kind: "append-automatic", ticketId: thread.ticketId, sort: "bounce", threadedBy: thread.by };
  return {
    kind: "set-aside",
    state: "ignored",
    reason: "bounce-of-unknown-mail",
    detail: "A delivery report about a mail that we did not send.",
  };
};

/** RFC 3464 §2.3.3: `delayed`, `delivered`, `relayed` and `expanded` are no failures. */
function isFinal(report: Bounce | null): boolean {
  if (report?.action !== null && report?.action !== undefined) return report.action === "failed";
  return !(report?.status ?? "5").startsWith("4");
}

function describe(report: Bounce | null): string {
  const facts = [report?.status, report?.diagnostic].filter((fact) => fact !== null && fact !== undefined);
  return facts.length === 0 ? "The receiving mail system returned it." : facts.join(" · ").slice(0, 500);
}
