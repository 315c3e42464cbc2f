import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs, step, throws } from "../../test/histories.ts";
import { ann, bo, cleo, Life, lifeIn, machine, sha256, timer } from "../../test/life.ts";
import { defaultLadder } from "../ladders/index.ts";
import { isSettled, underlying, type Rules } from "../tickets/index.ts";
import {
  cycleFault,
  objectionTo,
  presets,
  shippedLifecycle,
  stageHomes,
  type Demand,
  type Lifecycle,
  type Stage,
  type StepSwitch,
} from "./index.ts";

const stage = (key: string, more: Partial<Stage> = {}): Stage => ({
  key,
  in: "open",
  names: { en: key },
  customerWords: {},
  meaning: {},
  color: "blue",
  clocks: "as-state",
  entering: [],
  leaving: [],
  retired: false,
  ...more,
});
const field = (key: string, retired = false) =>
  ({ key, names: { en: key }, kind: "text", choices: [], retired }) as const;
const approval = (key: string) => ({ key, names: { en: key }, retired: false });
const needs = (name: string): Demand => ({ kind: "field", field: name, when: null });
const approved = (name: string, by: "anybody" | "another" = "anybody"): Demand => ({
  kind: "approval",
  approval: name,
  by,
  when: null,
});
const off = (command: StepSwitch["command"], from: StepSwitch["from"]): StepSwitch => ({
  command,
  from,
  off: true,
  roles: null,
});
const cycle = (more: Partial<Lifecycle>): Lifecycle => ({ ...shippedLifecycle, ...more });
const rulesOf =
  (lifecycle: Lifecycle): Rules =>
  (proposed) =>
    objectionTo(lifecycle, proposed);

const withSolution = rulesOf(cycle({ fields: [field("solution")], resolving: [needs("solution")] }));

describe("a field that resolving demands", () => {
  it.each([
    ["resolve", (life: Life) => life.decide("resolve", {}, { rules: withSolution })],
    [
      "reply and resolve",
      (life: Life) => {
        const message = { messageId: 9, digest: sha256("9"), holdUntil: null };
        return life.decide("reply", { ...message, then: "resolved" }, { rules: withSolution });
      },
    ],
    [
      "a rule",
      (life: Life) => life.decide("resolve", {}, { rules: withSolution, actor: { kind: "rule", id: 4 } }),
    ],
    [
      "the API",
      (life: Life) => life.decide("resolve", {}, { rules: withSolution, actor: { kind: "api", id: 2 } }),
    ],
    [
      "an import",
      (life: Life) => life.decide("resolve", {}, { rules: withSolution, actor: { kind: "import", id: 1 } }),
    ],
  ] as const)("cannot be passed by by %s", (_path, decide) => {
    expect(decide(lifeIn("open"))).toMatchObject({
      ok: false,
      reason: "field-required",
      names: ["solution"],
    });
  });

  it("cannot be passed by by the timer of silence", () => {
    const answered = lifeIn("answered");
    expect(
      answered.decide("resolve", {}, { rules: withSolution, actor: machine, cause: timer }),
    ).toMatchObject({
      reason: "field-required",
    });
  });

  it("cannot be passed by by doing again what was undone", () => {
    const life = lifeIn("open").do("resolve", {});
    life.undoLast();
    const events = life.lastAct;
    expect(
      life.decide("undo", { act: events[0]!.act, events, messagesStillHeld: true }, { rules: withSolution }),
    ).toMatchObject({ reason: "field-required" });
  });

  it("lets through what has it, and anything but blanks counts", () => {
    for (const [solution, ok] of [
      ["New cable", true],
      ["   ", false],
      ["", false],
      [0, true],
      [true, true],
      [false, false],
    ] as const) {
      const life = lifeIn("open").do("change-fields", { fields: { solution } });
      expect(life.decide("resolve", {}, { rules: withSolution }).ok).toBe(ok);
    }
  });

  it("is no reason to refuse a customer's own word", () => {
    expect(lifeIn("open").decide("solved", {}, { actor: ann, rules: withSolution }).ok).toBe(true);
  });

  it("may be demanded of one category alone", () => {
    const rules = rulesOf(
      cycle({
        fields: [field("solution"), field("category")],
        resolving: [{ ...needs("solution"), when: { field: "category", is: "fault" } }],
      }),
    );
    expect(lifeIn("open").decide("resolve", {}, { rules }).ok).toBe(true);
    const fault = lifeIn("open").do("change-fields", { fields: { category: "fault" } });
    expect(fault.decide("resolve", {}, { rules })).toMatchObject({ reason: "field-required" });
  });
});

describe("an approval that closing demands", () => {
  const lifecycle = cycle({ approvals: [approval("finance")], closing: [approved("finance", "another")] });
  const rules = rulesOf(lifecycle);

  it("is demanded of everybody, the customer included", () => {
    const life = lifeIn("resolved");
    expect(life.decide("confirm", {}, { actor: ann, rules })).toMatchObject({
      reason: "approval-required",
      names: ["finance"],
    });
    expect(life.decide("close", { reason: "duplicate" }, { rules })).toMatchObject({
      reason: "approval-required",
    });
    expect(lifeIn("open").decide("solved", {}, { actor: ann, rules })).toMatchObject({
      reason: "approval-required",
    });
  });

  it("is not given by who has the ticket, where another has to", () => {
    const life = lifeIn("resolved").do("assign", { agentId: 7 }).do("ask-approval", { approval: "finance" });
    expect(life.decide("give-approval", { approval: "finance" }, { actor: bo, rules })).toMatchObject({
      reason: "approval-by-other",
    });
    life.do("give-approval", { approval: "finance" }, { actor: cleo, rules });
    expect(life.decide("confirm", {}, { actor: ann, rules }).ok).toBe(true);
  });

  it("is not given by who has the ticket where a stage demands it either", () => {
    const staged = rulesOf(
      cycle({
        approvals: [approval("finance")],
        fields: [field("test")],
        stages: [
          stage("verifying", {
            entering: [needs("test"), approved("finance")],
            leaving: [approved("finance", "another")],
          }),
        ],
      }),
    );
    const life = lifeIn("open").do("assign", { agentId: 7 }).do("ask-approval", { approval: "finance" });
    const given = { approval: "finance" };
    expect(life.decide("give-approval", given, { actor: bo, rules: staged })).toMatchObject({ ok: false });
    expect(life.decide("give-approval", given, { actor: bo, rules: rulesOf(cycle({})) }).ok).toBe(true);
  });

  it("counts for the work under way: reopening begins without it, and asking anew takes it back", () => {
    const life = lifeIn("resolved")
      .do("ask-approval", { approval: "finance" })
      .do("give-approval", { approval: "finance" }, { actor: cleo });
    life.do("ask-approval", { approval: "finance" });
    expect(life.ticket.givenApprovals).toEqual([]);
    life.do("give-approval", { approval: "finance" }, { actor: cleo });
    expect(life.ticket.givenApprovals).toEqual(["finance"]);
    life.do("reopen", {});
    expect(life.ticket.givenApprovals).toEqual([]);
  });
});

describe("a stage", () => {
  const lifecycle = cycle({
    stages: [
      stage("fixing", { leaving: [needs("change")] }),
      stage("verifying", { entering: [needs("test")] }),
      stage("old", { retired: true }),
      stage("asked", { in: "answered" }),
    ],
    fields: [field("change"), field("test")],
  });
  const rules = rulesOf(lifecycle);

  it("has to be one of the desk's, in use, and of this base state", () => {
    const life = lifeIn("open");
    expect(life.decide("stage", { stage: "nowhere" }, { rules })).toMatchObject({ reason: "unknown-stage" });
    expect(life.decide("stage", { stage: "old" }, { rules })).toMatchObject({ reason: "unknown-stage" });
    expect(life.decide("stage", { stage: "asked" }, { rules })).toMatchObject({ reason: "stage-elsewhere" });
    expect(life.decide("stage", { stage: "fixing" }, { rules }).ok).toBe(true);
    expect(life.decide("stage", { stage: "nowhere" }, { rules: rulesOf(cycle({})) }).ok).toBe(true);
  });

  it("demands what it says when it is left, by whatever way, and when it is entered", () => {
    const life = lifeIn("open").do("stage", { stage: "fixing" }, { rules });
    for (const next of [
      life.decide("stage", { stage: null }, { rules }),
      life.decide("resolve", {}, { rules }),
    ]) {
      expect(next).toMatchObject({ reason: "field-required", names: ["change"] });
    }
    expect(life.decide("stage", { stage: "verifying" }, { rules })).toMatchObject({
      names: ["change", "test"],
    });
    life.do("change-fields", { fields: { change: "cable", test: "burned in" } });
    expect(life.decide("stage", { stage: "verifying" }, { rules }).ok).toBe(true);
  });

  it("lies untouched under spam, trash and postponement, and under a customer's word", () => {
    const life = lifeIn("open").do("stage", { stage: "fixing" }, { rules });
    for (const [there, back] of [
      ["spam", "not-spam"],
      ["delete", "restore"],
    ] as const) {
      life.do(there, {}, { rules }).do(back, {}, { rules });
    }
    life.do("postpone", { untilReply: true }, { rules }).do("wake", {}, { rules });
    expect(life.ticket.stage).toBe("fixing");
  });

  it("that was retired stays where it is", () => {
    const life = lifeIn("open").do("stage", { stage: "old" });
    expect(life.decide("tag", { add: ["x"] }, { rules }).ok).toBe(true);
    expect(life.decide("stage", { stage: null }, { rules }).ok).toBe(true);
  });
});

describe("a step that is switched off", () => {
  const rules = rulesOf(cycle({ switches: [off("resolve", "open"), off("postpone", "new")] }));

  it("is refused to people by every way, and not to the customer or a set time", () => {
    const life = lifeIn("open");
    expect(life.decide("resolve", {}, { rules })).toMatchObject({ reason: "switched-off" });
    const message = { messageId: 9, digest: sha256("9"), holdUntil: null };
    expect(life.decide("reply", { ...message, then: "resolved" }, { rules })).toMatchObject({
      reason: "switched-off",
    });
    expect(life.decide("solved", {}, { actor: ann, rules }).ok).toBe(true);
    expect(lifeIn("new").decide("resolve", {}, { rules }).ok).toBe(true);
    expect(lifeIn("new").decide("postpone", { untilReply: true }, { rules })).toMatchObject({
      reason: "switched-off",
    });
  });
});

describe("the editor refuses", () => {
  const everywhere = (command: StepSwitch["command"]) =>
    (["new", "open", "answered", "postponed", "resolved", "closed", "spam", "deleted"] as const).map((from) =>
      off(command, from),
    );
  const cases: readonly (readonly [string, Partial<Lifecycle>, string, string])[] = [
    ["a state nobody reaches any more", { switches: everywhere("resolve") }, "unreachable", "resolved"],
    [
      "a stage in a state nobody reaches",
      {
        stages: [stage("asleep", { in: "postponed" })],
        switches: everywhere("postpone"),
      },
      "unreachable",
      "asleep",
    ],
    ["a dead end", { switches: [off("restore", "deleted")] }, "dead-end", "deleted"],
    [
      "what would lose a customer's message",
      { switches: [off("receive" as "resolve", "resolved")] },
      "message-lost",
      "receive resolved",
    ],
    [
      "a clock that never stops",
      { stages: [stage("endless", { in: "resolved", clocks: "run" })] },
      "clock-never-stops",
      "endless",
    ],
    [
      "a ladder that stands before a step that is switched off",
      { switches: [off("resolve", "answered")] },
      "ladder-blocked",
      "resolve answered",
    ],
    [
      "a demand nobody can meet",
      { stages: [stage("x", { leaving: [needs("none")] })] },
      "demand-unknown",
      "x",
    ],
    [
      "a demand for a retired field",
      { fields: [field("solution", true)], resolving: [needs("solution")] },
      "demand-unknown",
      "resolve",
    ],
    ["a demand for an unknown approval", { closing: [approved("none")] }, "demand-unknown", "resolve"],
    [
      "a condition on a field that is not there",
      { fields: [field("a")], resolving: [{ ...needs("a"), when: { field: "b", is: "c" } }] },
      "demand-unknown",
      "resolve",
    ],
    ["a key that is no key", { stages: [stage("Not a key")] }, "key-unfit", "Not a key"],
    ["a key used twice", { fields: [field("a"), field("a")] }, "key-taken", "a"],
    ["a name in no language", { approvals: [{ ...approval("a"), names: { en: " " } }] }, "name-missing", "a"],
    ["a stage in closed", { stages: [stage("x", { in: "closed" as "open" })] }, "stage-home", "x"],
  ];
  it.each(cases)("%s", (_name, more, fault, place) => {
    expect(cycleFault(cycle(more))).toEqual({ fault, at: place });
  });

  it("nothing of what is shipped, nor the presets, nor a desk without side exits", () => {
    expect(cycleFault(shippedLifecycle)).toBeNull();
    expect(cycleFault(cycle({ stages: presets.flatMap(({ stages }) => stages) }))).toBeNull();
    const without = (["postpone", "spam", "delete"] as const).flatMap(everywhere);
    expect(cycleFault(cycle({ switches: without }))).toBeNull();
    const silent = { ...defaultLadder, customersTurn: { ...defaultLadder.customersTurn, on: false } };
    expect(cycleFault(cycle({ ladder: silent, switches: [off("resolve", "answered")] }))).toBeNull();
    expect(stageHomes).toContain("open");
  });
});

describe("over random histories", () => {
  it("no ticket is settled by us without its solution, by any way", () => {
    fc.assert(
      fc.property(throws(25), (dice) => {
        const life = new Life({}, { actor: ann });
        life.rules = withSolution;
        for (const die of dice) {
          const before = life.ticket;
          step(life, die);
          const settles = isSettled(underlying(life.ticket)) && !isSettled(underlying(before));
          const byCustomer = life.events.at(-1)?.actor.kind === "customer";
          const has = typeof life.ticket.fields["solution"] === "string";
          expect(!settles || byCustomer || has || life.ticket.status === "purged").toBe(true);
        }
      }),
      runs(2000),
    );
  });
});
