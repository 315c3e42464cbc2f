import { useDeferredValue, useEffect } from "react";
import { useWords } from "../i18n/language.ts";
import { place, runCommand } from "../keys/registry.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import { current, list, openView, showArrivals } from "../store/list.ts";
import { useSignal } from "../store/signal.ts";
import { Icon } from "../ui/Icon.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { TicketList } from "./TicketList.tsx";
import { TicketPane } from "./TicketPane.tsx";
import { useViewName } from "./view-name.ts";
import "./list-commands.ts";
import "./ticket-commands.ts";
import "./queue.css";

/** The queue: a view's list, and beside it the ticket in hand. */
export function QueuePage({ view }: { readonly view: string }) {
  const { t } = useWords();
  const state = useSignal(list);
  const now = useDeferredValue(useSignal(current));
  const name = useViewName(state.view);
  useEffect(() => openView(view), [view]);
  useEffect(() => {
    place.set("list");
    return () => place.set("other");
  }, []);
  useEffect(() => {
    document.title = name === "" ? "Kvit" : `${name} · Kvit`;
  }, [name]);
  const { sort } = state.view ?? { sort: "next" as const };
  const sorted = { next: "queue.sortNext", updated: "queue.sortUpdated", wake: "queue.sortWake" } as const;
  return (
    <div className="queue">
      <section className="list" aria-label={name}>
        <header className="list-header">
          <button
            type="button"
            className="icon-button list-views"
            aria-label={t("rail.views")}
            onClick={() => runCommand("app.palette")}
          >
            <Icon name="rail" />
          </button>
          <h1 className="truncate">{name}</h1>
          {state.view?.remoteStatus === undefined && <span className="list-count">{state.rows.length}</span>}
          {state.arrivals.length === 0 && <span className="list-sort meta truncate">{t(sorted[sort])}</span>}
          <Arrivals />
        </header>
        <TicketList />
        <BulkBar />
      </section>
      {now === null ? (
        <p className="queue-pick meta">{state.rows.length > 0 ? t("queue.pick") : ""}</p>
      ) : (
        <TicketPane number={now} variant="preview" />
      )}
    </div>
  );
}

/** New rows wait here, so that nothing moves under the hand. */
function Arrivals() {
  const { t } = useWords();
  const { arrivals } = useSignal(list);
  const count = arrivals.length;
  return (
    <div className="arrivals" role="status">
      {count > 0 && (
        <button type="button" className="pill" data-testid="arrivals" onClick={showArrivals}>
          {t("queue.new", { count })} <KeyHint command="list.showNew" />
        </button>
      )}
    </div>
  );
}
