import { useEffect, useLayoutEffect, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useWords } from "../i18n/language.ts";
import { density } from "../app/theme.ts";
import { current, list, loadMore, offsets, type ListState } from "../store/list.ts";
import { useSignal } from "../store/signal.ts";
import { EmptyList } from "./EmptyList.tsx";
import { rowId, TicketRow } from "./TicketRow.tsx";
import { useViewName } from "./view-name.ts";

/** The rows of the open view: one tab stop, the ticket in hand named by `aria-activedescendant`. */
export function TicketList() {
  const { t } = useWords();
  const state = useSignal(list);
  const now = useSignal(current);
  const spacing = useSignal(density);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<VirtualizerHandle>(null);
  const name = useViewName(state.view);
  const viewId = state.view?.id ?? "";
  useRestoredScroll(viewId, scroller);
  useFollowedRow(state, now, rows, scroller);
  const onScroll = () => {
    const box = scroller.current;
    if (box === null) return;
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
      data-testid="list"
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

/** Coming back to a view finds the place where it was left; the keys work at once. */
function useRestoredScroll(viewId: string, scroller: React.RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: offsets.get(viewId) ?? 0 });
    if (matchMedia("(width >= 48em)").matches) scroller.current?.focus({ preventScroll: true });
  }, [viewId, scroller]);
}

/** Keeps the row in hand in sight, with air above and, for the messages that lie there, twice as much below; not at first, when the old place is restored. */
function useFollowedRow(
  state: ListState,
  now: number | null,
  rows: React.RefObject<VirtualizerHandle | null>,
  scroller: React.RefObject<HTMLDivElement | null>,
): void {
  const index = now === null ? -1 : state.rows.indexOf(now);
  const before = useRef(-1);
  useEffect(() => {
    const isFirst = before.current === -1;
    before.current = index;
    if (index === -1 || isFirst || scroller.current === null || rows.current === null) return;
    const { scrollTop, clientHeight } = scroller.current;
    const top = rows.current.getItemOffset(index);
    const height = rows.current.getItemSize(index);
    if (top - height < scrollTop) scroller.current.scrollTo({ top: top - height });
    else if (top + 3 * height > scrollTop + clientHeight)
      scroller.current.scrollTo({ top: top + 3 * height - clientHeight });
  }, [index, rows, scroller]);
}

/** The height of a row by the tokens, so that the list knows its own length before it is drawn. */
function rowHeight(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row"));
}
