import { useLayoutEffect, useRef, type ReactNode } from "react";

/** As near to the end as counts as being there. */
const nearEnd = 32;

type Props = {
  /** The ticket; another one starts at its own place. */
  readonly subject: number;
  readonly atEnd: boolean;
  readonly children: ReactNode;
};

/**
 * The scrolling part of a conversation. With `atEnd` it is opened at the newest
 * message and stays there while pictures load or the composer grows, until the
 * reader scrolls away.
 */
export function PinnedScroll({ subject, atEnd, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const scroller = box.current;
    if (scroller === null || inner.current === null) return undefined;
    scroller.dataset["subject"] = String(subject);
    if (!atEnd) return watchedFromTop(scroller);
    let pinned = true;
    const toEnd = () => pinned && scroller.scrollTo({ top: endOf(scroller) });
    const onScroll = () => {
      pinned = scroller.scrollTop >= endOf(scroller) - nearEnd;
    };
    const observer = new ResizeObserver(toEnd);
    observer.observe(scroller);
    observer.observe(inner.current);
    scroller.addEventListener("scroll", onScroll, { passive: true });
    scroller.dataset["scrolled"] = "yes";
    toEnd();
    return () => {
      observer.disconnect();
      scroller.removeEventListener("scroll", onScroll);
    };
  }, [subject, atEnd]);
  return (
    <div ref={box} className="pane-scroll">
      <div ref={inner}>{children}</div>
    </div>
  );
}

/** Begins at the top; asked only of a box that was scrolled, because the answer costs a layout. */
function watchedFromTop(scroller: HTMLElement): () => void {
  if (scroller.dataset["scrolled"] !== undefined) scroller.scrollTo({ top: 0 });
  delete scroller.dataset["scrolled"];
  const onScroll = () => {
    scroller.dataset["scrolled"] = "yes";
  };
  scroller.addEventListener("scroll", onScroll, { passive: true });
  return () => scroller.removeEventListener("scroll", onScroll);
}

/** The bottom; but a last message higher than the box is read from its beginning. */
function endOf(scroller: HTMLElement): number {
  const bottom = scroller.scrollHeight - scroller.clientHeight;
  const last = [...scroller.querySelectorAll<HTMLElement>("[data-message]")].at(-1);
  if (last === undefined || last.offsetHeight < scroller.clientHeight) return bottom;
  return Math.min(bottom, last.offsetTop - scroller.offsetTop);
}
