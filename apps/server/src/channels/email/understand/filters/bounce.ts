import { firstValue } from "../headers/header-block.ts";
import type { MailFacts, MailFilter } from "./filter.ts";

/**
 * Reports about the fate of a mail: RFC 3464 by structure, older ones by the
 * null return path together with a mail system's name or usual subject.
 */
export const bounce: MailFilter = (facts) => {
  if (facts.hasDeliveryReport || isDeliveryReport(facts))
    return { kind: "bounce", reason: "delivery-status" };
  if (firstValue(facts.block, "x-failed-recipients") !== null) {
    return { kind: "bounce", reason: "x-failed-recipients" };
  }
  const system = mailSystem.test(facts.from?.address ?? "");
  if (system && undeliverable.test(facts.subject)) return { kind: "bounce", reason: "mail-system-subject" };
  if (system && hasNullReturnPath(facts)) return { kind: "bounce", reason: "null-return-path-mail-system" };
  return null;
};

/** `MAIL FROM:<>` as the door saw it, or as the delivering host wrote it down. */
export function hasNullReturnPath({ block, envelopeFrom }: MailFacts): boolean {
  if (envelopeFrom !== null) return envelopeFrom.trim() === "" || envelopeFrom.trim() === "<>";
  return firstValue(block, "return-path")?.trim() === "<>";
}

function isDeliveryReport({ block }: MailFacts): boolean {
  const type = firstValue(block, "content-type") ?? "";
  return /^\s*multipart\/report\b/i.test(type) && /report-type\s*=\s*"?delivery-status\b/i.test(type);
}

const mailSystem = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|bounces?)(?:[+._-][^@]*)?@/;
const undeliverable =
  /undeliver|delivery (?:status|failure|has failed|incomplete|report)|failure notice|returned mail|mail delivery|non remis|nedostavljiv|ni bilo mogoče dostaviti|kan ikke leveres|kunne ikke leveres|niedostarczon|nie można dostarczyć|mancat[oa] (?:recapito|consegna)|impossibile recapitare|nedoručiteln|nelze doručit/i;
