/**
 * The life cycle as a desk sets it: what may differ from desk to desk while the
 * table of states stays. Each version is kept for ever; a ticket's wait is
 * judged by the one under which it began.
 */
export {
  ladderOf,
  lifecycleFault,
  shippedLifecycle,
  type Lifecycle,
  type LifecycleFault,
} from "./lifecycle.ts";
export {
  defaultRetention,
  purgeAt,
  retentionFault,
  retentionFaults,
  retentionRuleOf,
  retentionRules,
  shortestRetentionDays,
  longestRetentionDays,
  type Retention,
  type RetentionFault,
  type RetentionRule,
} from "./retention.ts";
