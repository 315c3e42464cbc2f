import { useEffect } from "react";
import { place } from "../keys/registry.ts";
import { holdPlace, openView, setCurrent, list } from "../store/list.ts";
import { useTicket } from "../store/tickets.ts";
import { timelineFilter } from "./peek.ts";
import { TicketPane } from "./TicketPane.tsx";
import "./list-commands.ts";
import "./ticket-commands.ts";
import "./queue.css";

/** A ticket on its own page; `j` and `k` go through the view it was opened from. */
export function TicketPage({ number }: { readonly number: number }) {
  const ticket = useTicket(number);
  useEffect(() => {
    if (list.get().view === null) openView("all");
    holdPlace(true);
    setCurrent(number);
    timelineFilter.set("all");
  }, [number]);
  useEffect(() => {
    place.set("ticket");
    return () => {
      place.set("other");
      holdPlace(false);
    };
  }, []);
  useEffect(() => {
    document.title = ticket === undefined ? "Kvit" : `${ticket.reference} ${ticket.subject} · Kvit`;
  }, [ticket]);
  return (
    <div className="ticket-page">
      <TicketPane number={number} variant="page" />
    </div>
  );
}
