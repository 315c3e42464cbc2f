/** A line of the timeline and how far below the top of its box it stands, in pixels (negative: cut by it). */
export type LinePlace = { readonly anchor: string; readonly offset: number };

/**
 * The first line that begins in sight, else the one that fills the box. Lines are
 * remembered, not heights: those of what is out of sight are only estimated, and a
 * line cut by the top would push what follows once it is measured.
 */
export function firstLine(box: HTMLElement | null): LinePlace | null {
  const top = topOf(box);
  const lines = box?.querySelectorAll<HTMLElement>("[data-anchor]") ?? [];
  const inSight = [...lines].filter((each) => each.getBoundingClientRect().bottom > top);
  const line = inSight.find((each) => topOf(each) >= top) ?? inSight[0];
  const anchor = line?.dataset["anchor"];
  return line === undefined || anchor === undefined ? null : { anchor, offset: topOf(line) - top };
}

/** Frames until the browser has measured all that came into sight. */
const settling = 3;

/** Puts a line back where it stood, and keeps it there while what lies above it gets its real height. */
export function scrollToLine(box: HTMLElement | null, place: LinePlace, frames = settling): void {
  const line = box?.querySelector<HTMLElement>(`[data-anchor="${place.anchor}"]`) ?? null;
  if (line === null) return;
  box?.scrollBy({ top: topOf(line) - topOf(box) - place.offset });
  if (frames > 0) requestAnimationFrame(() => scrollToLine(box, place, frames - 1));
}

const topOf = (element: HTMLElement | null) => element?.getBoundingClientRect().top ?? 0;
