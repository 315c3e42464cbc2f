import type { IntakeFilter } from "./filter.ts";
import { findTwinMessage } from "./filters.queries.ts";

/**
 * The same mail to the same mailbox by another way (by To and by Bcc, or through
 * two forwarding rules): same Message-ID, same writer, same words and files.
 * With other words under the same Message-ID it is another mail, and kept.
 */
export const repeatedMessage: IntakeFilter = async ({ accountId, claimed, mail, sender }, { tx }) => {
  if (mail.messageId === null || sender === null) return null;
  const twin = await findTwinMessage(tx, {
    accountId,
    intakeId: claimed.id,
    mailboxId: claimed.mailboxId,
    mailId: mail.messageId,
    address: sender.address,
    text: mail.text,
    html: mail.html,
    files: mail.attachments.length,
  });
  return twin === null
    ? null
    : {
        kind: "set-aside",
        state: "ignored",
        reason: "same-message",
        detail: "The same mail came to this mailbox by another way.",
        duplicateOf: twin,
      };
};
