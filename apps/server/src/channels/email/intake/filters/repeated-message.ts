import type { IntakeFilter } from "./filter.ts";

/**
 * The same mail to the same mailbox by another way (by To and by Bcc, or through
 * two forwarding rules): same Message-ID, same writer, same words and files.
 * With other words under the same Message-ID it is another mail, and kept.
 */
export const repeatedMessage: IntakeFilter = async (_incoming, { known }) =>
  known.twin === null
    ? null
    : {
        kind: "set-aside",
        state: "ignored",
        reason: "same-message",
        detail: "The same mail came to this mailbox by another way.",
        duplicateOf: known.twin,
      };
