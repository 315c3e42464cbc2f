import type { Instant, JsonObject } from "../kernel/index.ts";
import type { Story } from "./drafting/story.ts";
import type { Clock, ClockKind, TicketFields } from "./ticket.ts";

/** The response clock of the episode under way; a ticket has at most one. */
export type CurrentClock = { readonly kind: ClockKind; readonly clock: Clock };

export function currentClock(fields: TicketFields): CurrentClock | null {
  if (fields.firstResponse !== null) return { kind: "first-response", clock: fields.firstResponse };
  if (fields.nextResponse !== null) return { kind: "next-response", clock: fields.nextResponse };
  return null;
}

/** Microseconds the clock has counted by `at`, its pauses given back to the microsecond. */
export function elapsedMicros(clock: Clock, at: Instant): number {
  return (clock.pausedAt ?? at) - clock.startedAt - clock.pausedMicros;
}

/**
 * Begins an episode. Next response counts from the oldest customer message
 * nobody has answered; what passed before now (the ticket lay in spam or
 * trash) is given back like any other pause, except what was `countedMicros`
 * already where the message lay before.
 */
export function startClock(story: Story, kind: ClockKind, countedMicros = 0): void {
  const startedAt = story.fields.oldestUnansweredAt ?? story.now;
  const episode = story.fields.responseEpisodes + 1;
  const clock = { episode, startedAt, pausedAt: null, pausedMicros: story.now - startedAt - countedMicros };
  story.record(
    "sla.started",
    { ...withClock(kind, clock), responseEpisodes: episode },
    { clock: kind, episode },
  );
}

export function pauseClock(story: Story): void {
  const current = currentClock(story.fields);
  if (current === null || current.clock.pausedAt !== null) return;
  const paused = { ...current.clock, pausedAt: story.now };
  story.record("sla.paused", withClock(current.kind, paused), facts(current, story.now));
}

/** Lets a paused clock go on with what was left, or begins a new episode: whoever is in our queue is being counted. */
export function runClock(story: Story): void {
  const current = currentClock(story.fields);
  if (current === null) return startClock(story, "next-response");
  const { clock, kind } = current;
  const pausedMicros = story.now - clock.startedAt - elapsedMicros(clock, story.now);
  const givenBackMicros = pausedMicros - clock.pausedMicros;
  const running = { ...clock, pausedAt: null, pausedMicros };
  story.record("sla.resumed", withClock(kind, running), {
    clock: kind,
    episode: clock.episode,
    givenBackMicros,
  });
}

/** An agent has answered in public: the episode ends. */
export function meetClock(story: Story): void {
  endClock(story, "sla.met", {});
}

/** The ticket is resolved unanswered: the episode is judged, not lost. */
export function excuseClock(story: Story, reason: string): void {
  endClock(story, "sla.excused", { reason });
}

function endClock(story: Story, type: "sla.met" | "sla.excused", data: JsonObject): void {
  const current = currentClock(story.fields);
  if (current === null) return;
  story.record(type, withClock(current.kind, null), { ...facts(current, story.now), ...data });
}

function withClock(kind: ClockKind, clock: Clock | null): Partial<TicketFields> {
  return kind === "first-response" ? { firstResponse: clock } : { nextResponse: clock };
}

function facts({ kind, clock }: CurrentClock, at: Instant): JsonObject {
  return { clock: kind, episode: clock.episode, elapsedMicros: elapsedMicros(clock, at) };
}
