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
export { objectionTo } from "./demands.ts";
export { cycleFault, cycleFaults, type CycleFault } from "./soundness.ts";
export {
  fieldKinds,
  stageColors,
  stageHomes,
  switchable,
  type ApprovalDefinition,
  type Demand,
  type FieldDefinition,
  type FieldKind,
  type OwnWords,
  type Stage,
  type StageColor,
  type StageHome,
  type StepSwitch,
  type SwitchableCommand,
} from "./stage.ts";
export { presets, type Preset } from "./presets.ts";
