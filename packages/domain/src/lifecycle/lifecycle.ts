import { defaultLadder, ladderFault, type Ladder, type LadderFault } from "../ladders/index.ts";
import { defaultRetention, type Retention } from "./retention.ts";
import type { ApprovalDefinition, Demand, FieldDefinition, Stage, StepSwitch } from "./stage.ts";

export type Lifecycle = {
  /** For departments that have none of their own. */
  readonly ladder: Ladder;
  /** By the key of the department. */
  readonly departmentLadders: Readonly<Record<string, Ladder>>;
  /** After how long tickets are purged. */
  readonly retention: Retention;
  /** Steps of the organisation's own inside the base states, in their order. */
  readonly stages: readonly Stage[];
  readonly fields: readonly FieldDefinition[];
  readonly approvals: readonly ApprovalDefinition[];
  /** What has to be there before a ticket is resolved, and before it is closed. */
  readonly resolving: readonly Demand[];
  readonly closing: readonly Demand[];
  /** Steps that are switched off, or left to some roles. */
  readonly switches: readonly StepSwitch[];
};

/** What a desk has before anybody has set anything. */
export const shippedLifecycle: Lifecycle = {
  ladder: defaultLadder,
  departmentLadders: {},
  retention: defaultRetention,
  stages: [],
  fields: [],
  approvals: [],
  resolving: [],
  closing: [],
  switches: [],
};

/** The ladders alone. */
export type Ladders = Pick<Lifecycle, "ladder" | "departmentLadders">;

export function ladderOf({ ladder, departmentLadders }: Ladders, departmentId: number): Ladder {
  const own = new Map(Object.entries(departmentLadders)).get(String(departmentId));
  return own ?? ladder;
}

/** `departmentId`: whose ladder it is; null for the one of all others. */
export type LifecycleFault = LadderFault & { readonly departmentId: number | null };

/** What would break; null for a life cycle that can be run. */
export function lifecycleFault({ ladder, departmentLadders }: Ladders): LifecycleFault | null {
  const found = ladderFault(ladder);
  if (found !== null) return { ...found, departmentId: null };
  for (const [departmentId, own] of Object.entries(departmentLadders)) {
    const fault = ladderFault(own);
    if (fault !== null) return { ...fault, departmentId: Number(departmentId) };
  }
  return null;
}
