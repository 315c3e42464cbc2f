import type { Json } from "../kernel/index.ts";
import {
  isAside,
  isSettled,
  underlying,
  type EventType,
  type Objection,
  type ProposedStep,
  type TicketFields,
} from "../tickets/index.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Demand, Stage, SwitchableCommand } from "./stage.ts";

/**
 * What the desk's own life cycle has against a step that the table allows: a
 * step that is switched off, a stage that is none, a demand that is not met. It
 * looks at where the step leads, not at who asks by which way, so that none
 * gets round it. A customer's own word is never refused for a field of ours.
 */
export function objectionTo(lifecycle: Lifecycle, step: ProposedStep): Objection | null {
  return switchedOff(lifecycle, step) ?? stageFault(lifecycle, step) ?? unmet(lifecycle, step);
}

/** What each step of people writes into the history: by that it is known, whatever command it comes by. */
const stepOf: Partial<Record<EventType, SwitchableCommand>> = {
  "ticket.postponed": "postpone",
  "ticket.woken": "wake",
  "ticket.resolved": "resolve",
  "ticket.closed": "close",
  "ticket.confirmed": "confirm",
  "ticket.rejected": "reject",
  "ticket.reopened": "reopen",
  "ticket.spammed": "spam",
  "ticket.unspammed": "not-spam",
  "ticket.deleted": "delete",
  "ticket.restored": "restore",
};

/** What a customer says and what a set time does is never switched off: only what people do. */
function switchedOff({ switches }: Lifecycle, { before, actor, drafts }: ProposedStep): Objection | null {
  if (actor.kind === "customer" || actor.kind === "system") return null;
  const steps = drafts.map(({ type }) => stepOf[type]);
  const off = switches.some(
    (each) => each.off && each.from === before.status && steps.includes(each.command),
  );
  return off ? { reason: "switched-off", names: [] } : null;
}

function stageFault({ stages }: Lifecycle, { before, after }: ProposedStep): Objection | null {
  // a desk that names no stages takes any
  if (stages.length === 0 || after.stage === null || after.stage === before.stage) return null;
  const stage = stages.find(({ key }) => key === after.stage);
  // one that is given back, by waking or undoing, was right when it was set
  if (after.status !== before.status) return null;
  if (stage === undefined || stage.retired) return { reason: "unknown-stage", names: [after.stage] };
  return stage.in === after.status ? null : { reason: "stage-elsewhere", names: [after.stage] };
}

function unmet(lifecycle: Lifecycle, step: ProposedStep): Objection | null {
  const { before, after, actor } = step;
  const demands = demandsOn(lifecycle, before, after);
  const ours = actor.kind === "customer" ? demands.filter(({ kind }) => kind === "approval") : demands;
  const asked = ours.filter(({ when }) => when === null || after.fields[when.field] === when.is);
  const fields = asked.flatMap((demand) =>
    demand.kind === "field" && !isFilled(after.fields[demand.field]) ? [demand.field] : [],
  );
  if (fields.length > 0) return { reason: "field-required", names: unique(fields) };
  const approvals = asked.flatMap((demand) =>
    demand.kind === "approval" && !after.givenApprovals.includes(demand.approval) ? [demand.approval] : [],
  );
  if (approvals.length > 0) return { reason: "approval-required", names: unique(approvals) };
  return selfApproved(lifecycle, step);
}

/** What is demanded between the two: by the stage that is left, the one that is entered, and by the end. */
function demandsOn(lifecycle: Lifecycle, before: TicketFields, after: TicketFields): readonly Demand[] {
  return [...onStages(lifecycle, before, after), ...onEnding(lifecycle, before, after)];
}

function onStages(lifecycle: Lifecycle, before: TicketFields, after: TicketFields): readonly Demand[] {
  const left = stageOf(lifecycle, before);
  const entered = stageOf(lifecycle, after);
  if (left?.key === entered?.key || isHidden(before) || isHidden(after)) return [];
  return [...(left?.leaving ?? []), ...(entered?.entering ?? [])];
}

function onEnding(lifecycle: Lifecycle, before: TicketFields, after: TicketFields): readonly Demand[] {
  const from = underlying(before);
  const to = underlying(after);
  return [
    ...(isSettled(to) && !isSettled(from) ? lifecycle.resolving : []),
    ...(to === "closed" && from !== "closed" ? lifecycle.closing : []),
  ];
}

function stageOf({ stages }: Lifecycle, { stage }: TicketFields): Stage | null {
  return stages.find(({ key }) => key === stage) ?? null;
}

/** Spam, trash and postponement lie on top of a stage, and give it back. */
const isHidden = ({ status }: TicketFields): boolean => isAside(status) || status === "postponed";

function isFilled(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  return typeof value !== "string" || value.trim() !== "";
}

/** Four eyes: where another has to approve, the assignee does not. */
function selfApproved(lifecycle: Lifecycle, { before, after, actor }: ProposedStep): Objection | null {
  const given = after.givenApprovals.filter((name) => !before.givenApprovals.includes(name));
  const isAssignee = (actor.kind === "agent" || actor.kind === "api") && actor.id === before.assigneeId;
  if (given.length === 0 || !isAssignee) return null;
  const all = [
    ...lifecycle.resolving,
    ...lifecycle.closing,
    ...lifecycle.stages.flatMap(({ entering, leaving }) => [...entering, ...leaving]),
  ];
  const byAnother = all.flatMap((demand) =>
    demand.kind === "approval" && demand.by === "another" ? [demand.approval] : [],
  );
  const own = given.filter((name) => byAnother.includes(name));
  return own.length === 0 ? null : { reason: "approval-by-other", names: unique(own) };
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];
