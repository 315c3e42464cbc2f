import type { EventView } from "@kvit/contract/tickets";

/** Where the slider of a ticket can stand: at an act, with the event that tells most of it. */
export type Stop = { readonly at: string; readonly event: EventView };

/** The acts of a ticket in order, each with its exact instant. */
export function stopsOf(events: readonly EventView[]): readonly Stop[] {
  const stops = new Map<string, Stop>();
  for (const event of events) {
    const known = stops.get(event.at);
    if (known === undefined || weight(event) > weight(known.event))
      stops.set(event.at, { at: event.at, event });
  }
  return [...stops.values()];
}

/** A change of status says more than what it brings along. */
function weight({ type, changes }: EventView): number {
  if (type.startsWith("sla.")) return 0;
  if (type === "ticket.created") return 4;
  if (changes["status"] !== undefined) return 3;
  return type.startsWith("ticket.") || type === "undone" ? 2 : 1;
}

/** The stop under way at an instant: the last that is not later; 0 before the first. */
export function stopAt(stops: readonly Stop[], at: string): number {
  const later = stops.findIndex((stop) => isAfter(stop.at, at));
  return later === -1 ? Math.max(0, stops.length - 1) : Math.max(0, later - 1);
}

/** Whether one instant is after another, to the microsecond, whatever their zones and digits. */
export function isAfter(one: string, other: string): boolean {
  const [a, b] = [Date.parse(one), Date.parse(other)];
  return a === b ? micros(one) > micros(other) : a > b;
}

const micros = (at: string): string => (/\.(\d+)/.exec(at)?.[1] ?? "").padEnd(6, "0").slice(0, 6);

const hourMs = 3_600_000;
/** Hours that the slider of a queue goes back. */
export const hoursBack = 30 * 24;

/** Hours from the beginning of the slider's range; its end is the last full hour. */
export function hourAt(at: string, now: number): number {
  const hour = Math.round((Date.parse(at) - firstHour(now)) / hourMs);
  return Math.min(hoursBack, Math.max(0, hour));
}

export const instantAtHour = (hour: number, now: number): string =>
  new Date(firstHour(now) + hour * hourMs).toISOString();

const firstHour = (now: number): number => Math.floor(now / hourMs) * hourMs - hoursBack * hourMs;
