import * as fc from "fast-check";
import { climbOf, waitSince, type Cause, type Actor } from "../src/tickets/index.ts";
import { ann, bo, byHand, cleo, day, hour, Life, machine, minute, sha256, timer } from "./life.ts";

/** One throw of the dice: which step, its three free choices, and how long before it. */
export type Throw = { readonly pick: number; readonly a: number; readonly b: number; readonly wait: number };

const small = fc.nat({ max: 11 });
const waits = [0, 0, 1, minute, hour, 5 * hour, day, 3 * day, 8 * day, 20 * day] as const;

/** Runs in the normal suite; a longer hunt asks for more. */
export const runs = (normal: number): { numRuns: number } => ({
  numRuns: Number(process.env["KVIT_HISTORIES"] ?? normal),
});

const actors: readonly Actor[] = [bo, cleo, ann, machine, { kind: "rule", id: 4 }, { kind: "api", id: 2 }];
const causes: readonly Cause[] = [byHand, byHand, timer, { kind: "rule", id: 4, version: 2 }];
const of = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!;
const texts = ["canary-red", "canary blå", "canary-żółty", "canary-\ud800", "", "  Canary  "] as const;

type Step = (life: Life, a: number, b: number) => unknown;
const message = (life: Life) => {
  const messageId = life.events.length + 1000;
  return { messageId, digest: sha256(`message ${messageId}`) };
};
const by = (a: number, b: number) => ({ actor: of(actors, a), cause: of(causes, b) });
const approval = (a: number) => of(["finance", "legal"], a);
const agentId = (a: number) => of([null, 7, 8], a);
const link = (a: number, b: number) => ({ kind: of(["related", "parent"] as const, a), ticketId: 40 + b });

const since = (life: Life, a: number) => (a === 0 ? 1 : (waitSince(life.ticket) ?? 1));
const climb = (life: Life, a: number) => ({
  since: since(life, a),
  climbed: climbOf(life.ticket, since(life, a)).done.length,
});

/** Everything that may be tried on a ticket; most of it is refused in most states, as in life. */
const steps: readonly Step[] = [
  (life, a) => life.try("receive", { ...message(life), flagged: a === 0 }, { actor: ann }),
  (life, a) => life.try("receive", { ...message(life), assignTo: agentId(a) }, { actor: ann }),
  (life, a) =>
    life.try("receive-automatic", { ...message(life), kind: of(["auto-reply", "bounce"] as const, a) }),
  (life, a) => {
    const then = of(["keep", "answered", "resolved"] as const, a);
    return life.try("reply", { ...message(life), then, holdUntil: null });
  },
  (life) => life.try("reply", { ...message(life), then: "keep", holdUntil: life.now + minute }),
  (life) => life.try("note", message(life)),
  (life, a) => life.try("postpone", { until: life.now + (a - 1) * day }),
  (life) => life.try("postpone", { untilReply: true }),
  (life, a, b) => life.try("wake", {}, by(a, b)),
  (life, a, b) => life.try("resolve", { reason: of(texts, a) }, by(a, b)),
  (life, a, b) => life.try("resolve", { silentSince: waitSince(life.ticket) ?? 1 }, by(a, b)),
  (life) => life.try("confirm", {}, { actor: ann }),
  (life) => life.try("solved", {}, { actor: ann }),
  (life, a) => life.try("reject", { assignTo: agentId(a) }, { actor: ann }),
  (life, a, b) => life.try("reopen", { reason: of(texts, a) }, by(b, 0)),
  (life, a, b) => life.try("close", { reason: of(["no-answer", "duplicate"] as const, a) }, by(0, b)),
  (life) => life.try("spam", {}),
  (life) => life.try("not-spam", {}),
  (life) => life.try("delete", {}),
  (life) => life.try("restore", {}),
  (life, a) => a % 4 === 0 && life.try("purge", { number: 1042 }),
  (life, a, b) => life.try("assign", { agentId: agentId(a) }, by(b, 0)),
  (life, a, b) => life.try("transfer", { departmentId: 3 + (a % 2), assignTo: agentId(b) }),
  (life, a) => life.try("prioritise", { priority: of(["low", "normal", "high", "urgent"] as const, a) }),
  (life, a, b) => life.try("tag", { add: [of(texts, a)], remove: [of(texts, b)] }),
  (life, a) => life.try("stage", { stage: of([null, "fixing", "waiting"], a) }),
  (life, a, b) =>
    life.try("change-fields", { subject: of(texts, a), fields: { place: of([null, "canary 3"], b) } }),
  (life) => life.try("review", {}),
  (life, a, b) => life.try("link", link(a, b)),
  (life, a, b) => life.try("unlink", link(a, b)),
  (life, a) => life.try("merge", a < 4 ? { into: 77 } : { from: 78 }),
  (life, a) => life.try("merge", { from: 79, oldestUnansweredAt: life.now - a * hour }),
  (life, a) => life.try("unmerge", a < 8 ? {} : { from: 78 }),
  (life, a) => life.try("split", { to: 80 + a, messageIds: [1] }),
  (life, a) => life.try("escalate", { reason: of(texts, a) }),
  (life, a) => life.try("consult", { digest: sha256("?"), dueAt: life.now + a * hour }),
  (life, a) => life.try("ask-approval", { approval: approval(a) }),
  (life, a) => life.try("give-approval", { approval: approval(a) }),
  (life, a, b) => life.try("refuse-approval", { approval: approval(a), reason: of(texts, b) }),
  (life) => life.try("attempt", { channel: "phone", outcome: "no-answer" }),
  (life, a) => life.try("attempt", { channel: "email", outcome: "bounced", climbSince: since(life, a) }),
  (life, a, b) => life.try("remind", { rung: of(["remind", "notice"] as const, b), ...climb(life, a) }),
  (life, a) => life.try("nudge", { rung: "remind-lead", agentIds: [7], ...climb(life, a) }),
  (life, a) => life.try("escalate", { reason: "late", since: since(life, a) }, { cause: timer }),
  (life) => life.try("change-delivery", { messageId: 1, state: "bounced", detail: "550 canary" }),
  // undoing comes up often, since it meets every other step
  (life) => life.undoLast(),
  (life) => life.undoLast(),
  (life) => life.undoLast(false),
  (life, a) => undoEarlier(life, a),
  (life, a) => undoEarlier(life, a),
];

export const oneThrow: fc.Arbitrary<Throw> = fc.record({
  pick: fc.nat({ max: steps.length - 1 }),
  a: small,
  b: small,
  wait: fc.constantFrom(...waits),
});

export const throws = (maxLength: number): fc.Arbitrary<readonly Throw[]> =>
  fc.array(oneThrow, { maxLength, size: "max" });

function undoEarlier(life: Life, back: number) {
  const acts = [...new Set(life.events.map((event) => event.act))];
  const act = acts[Math.max(0, acts.length - 1 - back)]!;
  const events = life.events.filter((event) => event.act === act);
  return life.try("undo", { act, events, messagesStillHeld: true });
}

export function step(life: Life, { pick, a, b, wait }: Throw): void {
  life.wait(wait);
  of(steps, pick)(life, a, b);
}

/** The same throws give the same history, byte for byte. */
export function play(dice: readonly Throw[], look: (life: Life) => void = () => undefined): Life {
  const life = new Life();
  for (const die of dice) {
    step(life, die);
    look(life);
  }
  return life;
}
