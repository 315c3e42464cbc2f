import { outcome, type CommandName, type Status } from "../tickets/index.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { stageHomes, type Demand, type Stage } from "./stage.ts";

/** Why a life cycle of a desk's own is refused, as a code with its words in the catalogues. */
export const cycleFaults = [
  "clock-never-stops",
  "dead-end",
  "demand-unknown",
  "key-taken",
  "key-unfit",
  "ladder-blocked",
  "message-lost",
  "name-missing",
  "stage-home",
  "unreachable",
] as const;
export type CycleFault = {
  readonly fault: (typeof cycleFaults)[number];
  /** The offending stage, field, state or step, by its key. */
  readonly at: string;
};

/** What a person or the desk itself does to bring a ticket forward; what lies aside is no way out. */
const ways: readonly CommandName[] = [
  "reply",
  "receive",
  "postpone",
  "wake",
  "resolve",
  "confirm",
  "close",
  "reject",
  "reopen",
  "not-spam",
  "restore",
  "spam",
  "delete",
];

/**
 * The first thing that would break: a state nobody reaches or that nobody
 * leaves, a customer's message that would be lost, a clock that never stops, a
 * demand that nobody can meet. Null for a life cycle that can be run.
 */
export function cycleFault(lifecycle: Lifecycle): CycleFault | null {
  return (
    keysFault(lifecycle) ??
    lifecycle.stages.reduce<CycleFault | null>(
      (found, stage) => found ?? stageFault(lifecycle, stage),
      null,
    ) ??
    demandFault(lifecycle, [...lifecycle.resolving, ...lifecycle.closing], "resolve") ??
    lostMessage(lifecycle) ??
    wayFault(lifecycle) ??
    ladderFaultOf(lifecycle)
  );
}

const key = /^[a-z][a-z0-9-]{0,39}$/;

function keysFault({ stages, fields, approvals }: Lifecycle): CycleFault | null {
  for (const group of [stages, fields, approvals]) {
    const seen = new Set<string>();
    for (const each of group) {
      if (!key.test(each.key)) return { fault: "key-unfit", at: each.key };
      if (seen.has(each.key)) return { fault: "key-taken", at: each.key };
      if (Object.values(each.names).every((name) => name.trim() === "")) {
        return { fault: "name-missing", at: each.key };
      }
      seen.add(each.key);
    }
  }
  return null;
}

function stageFault(lifecycle: Lifecycle, stage: Stage): CycleFault | null {
  const at = stage.key;
  if (!stageHomes.includes(stage.in)) return { fault: "stage-home", at };
  // nothing happens in resolved by which a clock would end
  if (stage.in === "resolved" && stage.clocks === "run") return { fault: "clock-never-stops", at };
  return demandFault(lifecycle, stage.entering, at) ?? demandFault(lifecycle, stage.leaving, at);
}

/** A demand for what does not exist, or no more, can never be met: the stage could not be entered or left. */
function demandFault(lifecycle: Lifecycle, demands: readonly Demand[], at: string): CycleFault | null {
  const fields = inUse(lifecycle.fields);
  const approvals = inUse(lifecycle.approvals);
  const isMet = (demand: Demand): boolean =>
    (demand.kind === "field" ? fields.has(demand.field) : approvals.has(demand.approval)) &&
    (demand.when === null || fields.has(demand.when.field));
  return demands.every(isMet) ? null : { fault: "demand-unknown", at };
}

const inUse = (definitions: readonly { readonly key: string; readonly retired: boolean }[]): Set<string> =>
  new Set(definitions.filter(({ retired }) => !retired).map((each) => each.key));

/** What the customer says can be switched off nowhere, whatever comes by the API. */
function lostMessage({ switches }: Lifecycle): CycleFault | null {
  const theirs: readonly string[] = ["receive", "solved"];
  const off = switches.find(({ command, off: isOff }) => isOff && theirs.includes(command));
  return off === undefined ? null : { fault: "message-lost", at: `${off.command} ${off.from}` };
}

/** In use at every desk; the others are side exits, which a desk can do without. */
const needed: readonly Status[] = ["open", "answered", "resolved", "closed"];

/** Follows the steps that are left: what is needed is reached from the first state, and from each there is a way to the end. */
function wayFault(lifecycle: Lifecycle): CycleFault | null {
  const reached = statesFrom(lifecycle, "new");
  const lost = needed.find((status) => !reached.has(status));
  if (lost !== undefined) return { fault: "unreachable", at: lost };
  const homeless = lifecycle.stages.find((stage) => !stage.retired && !reached.has(stage.in));
  if (homeless !== undefined) return { fault: "unreachable", at: homeless.key };
  const stuck = [...reached].find((status) => !statesFrom(lifecycle, status).has("closed"));
  return stuck === undefined ? null : { fault: "dead-end", at: stuck };
}

/** A ladder that is to resolve or close where that is switched off would stand still for ever. */
function ladderFaultOf(lifecycle: Lifecycle): CycleFault | null {
  const ladders = [lifecycle.ladder, ...Object.values(lifecycle.departmentLadders)];
  const blocked = ladders
    .filter(({ customersTurn }) => customersTurn.on)
    .flatMap(({ customersTurn }) => customersTurn.steps)
    .find(({ act, in: from }) => (act === "resolve" || act === "close") && !isOn(lifecycle, act, from));
  return blocked === undefined ? null : { fault: "ladder-blocked", at: `${blocked.act} ${blocked.in}` };
}

function statesFrom(lifecycle: Lifecycle, start: Status): ReadonlySet<Status> {
  const reached = new Set<Status>([start]);
  for (const status of reached) {
    for (const command of ways) {
      const next = outcome(command, status);
      if (!isOn(lifecycle, command, status)) continue;
      if (next.kind === "moves") reached.add(next.to);
      // what was put aside or postponed comes back to where it was
      if (next.kind === "returns") reached.add("open");
    }
  }
  return reached;
}

/** Confirming and rejecting are the customer's: switched off, they are off for agents who speak for them. */
const customersToo: ReadonlySet<string> = new Set(["confirm", "reject"]);

function isOn({ switches }: Lifecycle, command: string, from: Status): boolean {
  if (customersToo.has(command)) return true;
  return !switches.some((each) => each.off && each.command === command && each.from === from);
}
