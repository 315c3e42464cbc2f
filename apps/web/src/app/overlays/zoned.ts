/** A wall clock: a Date whose UTC fields are what a clock on the wall of some zone shows. */
export type Wall = Date;

/** What the clock on the wall shows in a zone at an instant. */
export function wallAt(instant: Date, zone: string): Wall {
  return new Date(instant.getTime() + offsetAt(instant, zone));
}

/** The instant at which the wall shows this; a time that the spring change leaves out is moved past the gap. */
export function instantOf(wall: Wall, zone: string): Date {
  const first = new Date(wall.getTime() - offsetAt(wall, zone));
  return new Date(wall.getTime() - offsetAt(first, zone));
}

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: Date, zone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(instant.getTime() / 1000) * 1000;
}
