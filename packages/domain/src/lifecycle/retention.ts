import type { Instant } from "../kernel/index.ts";
import type { Status } from "../tickets/index.ts";

/** After how many days a ticket is purged that has lain somewhere; null for never. */
export type Retention = {
  readonly deletedDays: number | null;
  readonly spamDays: number | null;
  readonly closedDays: number | null;
};
export const retentionRules = ["deletedDays", "spamDays", "closedDays"] as const;
export type RetentionRule = (typeof retentionRules)[number];

/** What a desk has before anybody has set anything: a closed ticket is kept for ever. */
export const defaultRetention: Retention = { deletedDays: 30, spamDays: 30, closedDays: null };

/** Nothing is purged sooner, so that a mistake can be seen and taken back. */
export const shortestRetentionDays = 7;
/** A hundred years; whoever wants more wants "never". */
export const longestRetentionDays = 36_500;

export const retentionFaults = ["not-whole", "too-short", "too-long"] as const;
export type RetentionFault = {
  readonly rule: RetentionRule;
  readonly fault: (typeof retentionFaults)[number];
};

/** What cannot be kept to, the first of it; null for rules that can. */
export function retentionFault(retention: Retention): RetentionFault | null {
  for (const rule of retentionRules) {
    const days = retention[rule];
    if (days === null) continue;
    if (!Number.isInteger(days)) return { rule, fault: "not-whole" };
    if (days < shortestRetentionDays) return { rule, fault: "too-short" };
    if (days > longestRetentionDays) return { rule, fault: "too-long" };
  }
  return null;
}

/** Which rule a status is under. */
export function retentionRuleOf(status: Status): RetentionRule | null {
  if (status === "deleted") return "deletedDays";
  if (status === "spam") return "spamDays";
  return status === "closed" ? "closedDays" : null;
}

const microsPerDay = 86_400_000_000;

/** A ticket as far as retention looks at it. */
export type Lying = {
  readonly status: Status;
  readonly needsReview: boolean;
  readonly updatedAt: Instant;
};

/**
 * When retention purges a ticket; null for never. The days count from whatever
 * happened to it last, so that nobody's word or look is followed by its end. One
 * that somebody has still to look at is never purged.
 */
export function purgeAt(retention: Retention, { status, needsReview, updatedAt }: Lying): Instant | null {
  const rule = retentionRuleOf(status);
  const days = rule === null ? null : retention[rule];
  return days === null || needsReview ? null : updatedAt + days * microsPerDay;
}
