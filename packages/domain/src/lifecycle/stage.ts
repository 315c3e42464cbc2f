import type { Role } from "../permissions/index.ts";
import type { CommandName, Status } from "../tickets/index.ts";

/** Words by language tag, as the organisation writes them. */
export type OwnWords = Readonly<Record<string, string>>;

/** Base states that can have stages: those in which work is under way or waited for. */
export const stageHomes = [
  "new",
  "open",
  "answered",
  "postponed",
  "resolved",
] as const satisfies readonly Status[];
export type StageHome = (typeof stageHomes)[number];

export const stageColors = ["blue", "orange", "violet", "yellow", "green", "grey", "pink", "red"] as const;
export type StageColor = (typeof stageColors)[number];

/**
 * What has to be there before a step. `when`: only for tickets whose field has
 * this value, such as those of one category. `by`: who may give the approval;
 * `another` is anybody who may approve but the ticket's assignee.
 */
export type Demand = {
  readonly when: { readonly field: string; readonly is: string } | null;
} & (
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "approval"; readonly approval: string; readonly by: "anybody" | "another" }
);

/** A step of the organisation's own inside a base state. */
export type Stage = {
  /** Stands in every ticket's history, so it never changes. */
  readonly key: string;
  readonly in: StageHome;
  readonly names: OwnWords;
  /** What customers are told instead of the base state's word; empty for that word. */
  readonly customerWords: OwnWords;
  /** What it means here, in the organisation's own words. */
  readonly meaning: OwnWords;
  readonly color: StageColor;
  /** Whether promised times run in it, where that differs from its base state. */
  readonly clocks: "as-state" | "run" | "pause";
  readonly entering: readonly Demand[];
  readonly leaving: readonly Demand[];
  /** Not offered any more; tickets and histories that have it keep it. */
  readonly retired: boolean;
};

export const fieldKinds = ["text", "long-text", "number", "date", "choice", "yes-no"] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** A field of the organisation's own on every ticket. */
export type FieldDefinition = {
  readonly key: string;
  readonly names: OwnWords;
  readonly kind: FieldKind;
  /** Of a choice: its values with their names. */
  readonly choices: readonly { readonly key: string; readonly names: OwnWords }[];
  readonly retired: boolean;
};

/** Something to be approved before a ticket is resolved or closed. */
export type ApprovalDefinition = {
  readonly key: string;
  readonly names: OwnWords;
  readonly retired: boolean;
};

/** Steps of people that a desk can do without, or leave to some roles. What a customer says can never be switched off. */
export const switchable = [
  "postpone",
  "wake",
  "resolve",
  "close",
  "confirm",
  "reject",
  "reopen",
  "spam",
  "not-spam",
  "delete",
  "restore",
] as const satisfies readonly CommandName[];
export type SwitchableCommand = (typeof switchable)[number];

export type StepSwitch = {
  readonly command: SwitchableCommand;
  readonly from: Status;
  /** Nobody may; or, with roles, only these. */
  readonly off: boolean;
  readonly roles: readonly Exclude<Role, "owner">[] | null;
};
