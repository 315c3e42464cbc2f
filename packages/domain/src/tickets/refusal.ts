/**
 * Every reason for which a ticket may say no. A code for programs; each
 * language's catalogue has a sentence for it.
 */
export const refusalReasons = [
  // the state does not know this step
  "already-open",
  "delete-first",
  "not-deleted",
  "not-postponed",
  "not-resolved",
  "not-silent",
  "not-spam",
  "not-spam-first",
  "not-waiting",
  "our-turn",
  "purged",
  "reopen-first",
  "restore-first",
  // the state knows it, but not now
  "approval-by-other",
  "approval-open",
  "approval-required",
  "changed-since",
  "customer-is-waiting",
  "field-required",
  "merged",
  "moved-on",
  "needs-no-work",
  "not-due",
  "reopen-window-over",
  "escalation-limit",
  "stage-elsewhere",
  "switched-off",
  "unknown-stage",
  // what was asked for cannot be
  "already-merged",
  "already-sent",
  "approval-unknown",
  "cannot-be-undone",
  "confirmation-differs",
  "not-linked",
  "not-merged",
  "nothing-to-undo",
  "same-ticket",
  "time-is-past",
  "too-many-tags",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];
