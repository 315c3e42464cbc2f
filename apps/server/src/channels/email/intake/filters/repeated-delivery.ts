import type { IntakeFilter } from "./filter.ts";
import { messageOfIntake } from "./filters.queries.ts";

/**
 * The same delivery once more, run again by hand: as long as its first
 * appearance is a message, it stays a repeat. Were the first one never
 * understood, this one may take its place.
 */
export const repeatedDelivery: IntakeFilter = async ({ accountId, claimed }, { tx }) => {
  if (claimed.duplicateOf === null) return null;
  const messageId = await messageOfIntake(tx, accountId, claimed.duplicateOf);
  return messageId === null
    ? null
    : { kind: "set-aside", state: "ignored", reason: "duplicate", duplicateOf: claimed.duplicateOf };
};
