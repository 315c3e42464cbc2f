import { lazy, Suspense, useEffect, useLayoutEffect } from "react";
import { useLocation } from "@tanstack/react-router";
import { FirstStepsDock } from "../first-steps/FirstStepsDock.tsx";
import { useWords } from "../i18n/language.ts";
import { place, runCommand } from "../keys/registry.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import {
  holdPlace,
  list,
  openView,
  previewed,
  setCurrent,
  showArrivals,
  type ListState,
} from "../store/list.ts";
import { useSignal } from "../store/signal.ts";
import { isMissing, useThreadError } from "../store/threads.ts";
import { useTicket } from "../store/tickets.ts";
import { Icon } from "../ui/Icon.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { desk, showPlace, type DeskPlace } from "./desk-place.ts";
import { timelineFilter } from "./peek.ts";
import { TicketList } from "./TicketList.tsx";
import { TicketPane } from "./TicketPane.tsx";
import { ticketTitle } from "./ticket-title.ts";
import { useViewName } from "./view-name.ts";
import "./list-commands.ts";
import "./ticket-commands.ts";
import "../past/past-commands.ts";
import "./queue.css";

/**
 * The queue and the ticket page. Both are one page that stays: a ticket on its
 * own only hides the list, so going in and out costs no more than one column.
 */
export function Desk() {
  const shown = useSignal(desk);
  const { href } = useLocation();
  useLayoutEffect(() => showPlace(href), [href]);
  if (shown.at === null) return <DeskNow shown={shown} />;
  return (
    <Suspense fallback={null}>
      <PastDesk view={shown.view} number={shown.number} at={shown.at} />
    </Suspense>
  );
}

const PastDesk = lazy(() => import("../past/PastDesk.tsx").then((module) => ({ default: module.PastDesk })));

function DeskNow({ shown }: { readonly shown: DeskPlace }) {
  const state = useSignal(list);
  const beside = useSignal(previewed);
  usePlace(shown);
  const number = shown.number ?? beside;
  const name = useViewName(state.view);
  useTitle(shown.number, name);
  return (
    <div className="queue" data-mode={shown.number === null ? "list" : "ticket"}>
      <section className="list" aria-label={name} aria-hidden={shown.number !== null || undefined}>
        <ListHeader state={state} name={name} />
        {state.view?.id === "all" && <FirstStepsDock />}
        <TicketList active={shown.number === null} />
        <BulkBar />
      </section>
      {number === null ? (
        <NothingPicked rows={state.rows.length} />
      ) : (
        <TicketPane number={number} variant={shown.number === null ? "preview" : "page"} />
      )}
    </div>
  );
}

/** Tells keys and lists where the person is. */
function usePlace({ view, number }: DeskPlace): void {
  useLayoutEffect(() => {
    if (view === null) return;
    holdPlace(false);
    openView(view);
    place.set("list");
  }, [view]);
  useLayoutEffect(() => {
    if (number === null) return;
    if (list.get().view === null) openView("all");
    holdPlace(true);
    setCurrent(number);
    timelineFilter.set("all");
    place.set("ticket");
  }, [number]);
  useEffect(
    () => () => {
      place.set("other");
      holdPlace(false);
    },
    [],
  );
}

function useTitle(number: number | null, view: string): void {
  const { t } = useWords();
  const ticket = useTicket(number ?? 0);
  const missing = isMissing(useThreadError(number ?? 0));
  useEffect(() => {
    const named = number === null ? view : ticketTitle(number, ticket, missing, t);
    document.title = named === "" ? "Kvit" : `${named} · Kvit`;
  }, [number, ticket, missing, view, t]);
}

function NothingPicked({ rows }: { readonly rows: number }) {
  const { t } = useWords();
  return <p className="queue-pick meta">{rows > 0 ? t("queue.pick") : ""}</p>;
}

const sorted = { next: "queue.sortNext", updated: "queue.sortUpdated", wake: "queue.sortWake" } as const;

function ListHeader({ state, name }: { readonly state: ListState; readonly name: string }) {
  const { t, format } = useWords();
  const { view, rows, arrivals } = state;
  const order = t(sorted[view?.sort ?? "next"]);
  return (
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
      {view !== null && view.remote === undefined && (
        <span className="list-count" data-testid="list-count">
          {format.number(rows.length)}
        </span>
      )}
      {arrivals.length === 0 && (
        <span className="list-sort meta truncate" title={order}>
          {order}
        </span>
      )}
      <Arrivals count={arrivals.length} />
      <button
        type="button"
        className="icon-button"
        aria-label={t("command.newTicket")}
        title={t("command.newTicket")}
        onClick={() => runCommand("ticket.new")}
      >
        <Icon name="plus" />
      </button>
    </header>
  );
}

/** New rows wait here, so that nothing moves under the hand. */
function Arrivals({ count }: { readonly count: number }) {
  const { t } = useWords();
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
