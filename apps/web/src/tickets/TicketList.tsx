import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useWords } from "../i18n/language.ts";
import { density } from "../app/theme.ts";
import { current, list, loadMore, offsets, type ListState } from "../store/list.ts";
import { useSignal } from "../store/signal.ts";
import { EmptyList } from "./EmptyList.tsx";
import { rowId, TicketRow } from "./TicketRow.tsx";
import { useViewName } from "./view-name.ts";

/** The rows of the open view: one tab stop, the ticket in hand named by `aria-activedescendant`. */
export function TicketList({ active }: { readonly active: boolean }) {
  const { t } = useWords();
  const state = useSignal(list);
  const now = useSignal(current);
  const spacing = useSignal(density);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<VirtualizerHandle>(null);
  const name = useViewName(state.view);
  const viewId = state.view?.id ?? "";
  useRestoredScroll(viewId, scroller);
  useFocus(viewId, active, scroller);
  useFollowedRow({ viewId, index: useIndex(state, now), rows, scroller });
  const onScroll = () => {
    const box = scroller.current;
    if (box === null || !active) return;
    offsets.set(viewId, box.scrollTop);
    if (box.scrollHeight - box.scrollTop - box.clientHeight < box.clientHeight) void loadMore();
  };
  return (
    <div
      ref={scroller}
      className="list-scroll"
      role="grid"
      tabIndex={0}
      aria-label={t("queue.list", { view: name })}
      aria-multiselectable="true"
      aria-rowcount={state.rows.length}
      aria-activedescendant={now === null ? undefined : rowId(now)}
      data-testid={active ? "list" : undefined}
      onScroll={onScroll}
    >
      {state.rows.length > 0 && (
        <Virtualizer key={spacing} ref={rows} data={state.rows} scrollRef={scroller} itemSize={rowHeight()}>
          {(number, index) => <TicketRow key={number} number={number} index={index} />}
        </Virtualizer>
      )}
      <EmptyList state={state} />
    </div>
  );
}

type Scroller = React.RefObject<HTMLDivElement | null>;

const useIndex = (state: ListState, now: number | null): number =>
  useMemo(() => (now === null ? -1 : state.rows.indexOf(now)), [state.rows, now]);

/** Coming back to a view finds the place where it was left. */
function useRestoredScroll(viewId: string, scroller: Scroller): void {
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: offsets.get(viewId) ?? 0 });
  }, [viewId, scroller]);
}

/** The list has the keys as soon as it is shown. */
function useFocus(viewId: string, active: boolean, scroller: Scroller): void {
  useLayoutEffect(() => {
    if (active && viewId !== "" && matchMedia("(width >= 48em)").matches)
      scroller.current?.focus({ preventScroll: true });
  }, [viewId, active, scroller]);
}

type Following = {
  readonly viewId: string;
  readonly index: number;
  readonly rows: React.RefObject<VirtualizerHandle | null>;
  readonly scroller: Scroller;
};

/**
 * Keeps the row in hand in sight, with air above and, for the messages that lie
 * there, twice as much below; not at first, when the old place is restored. All
 * sizes are known beforehand: asking the page would lay it out once more.
 */
function useFollowedRow({ viewId, index, rows, scroller }: Following): void {
  const before = useRef(-1);
  const height = useRef(0);
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      height.current = entry?.contentRect.height ?? 0;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller]);
  useEffect(() => {
    const isFirst = before.current === -1;
    before.current = index;
    if (index === -1 || isFirst || height.current === 0 || rows.current === null) return;
    const row = { top: rows.current.getItemOffset(index), height: rows.current.getItemSize(index) };
    const top = offsets.get(viewId) ?? 0;
    const target = follow(row, { top, height: height.current });
    if (target === top) return;
    offsets.set(viewId, target);
    scroller.current?.scrollTo({ top: target });
  }, [viewId, index, rows, scroller]);
}

type Extent = { readonly top: number; readonly height: number };
/** Where the list must stand to show a row with its margins. */
function follow(row: Extent, box: Extent): number {
  if (row.top - row.height < box.top) return Math.max(0, row.top - row.height);
  return Math.max(box.top, row.top + 3 * row.height - box.height);
}

/** The height of a row by the tokens, so that the list knows its own length before it is drawn. */
function rowHeight(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row"));
}
