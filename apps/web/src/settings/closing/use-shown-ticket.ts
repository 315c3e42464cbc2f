import { useState } from "react";
import { allTickets, type ShownTicket } from "../../store/tickets.ts";

/** The ticket on which the ladder is shown: the one chosen, else the newest that waits for a customer (of the department that is looked at). */
export function useShownTicket(
  department: number | null,
): readonly [ShownTicket | null, (ticket: ShownTicket) => void] {
  const [chosen, setChosen] = useState<{
    readonly department: number | null;
    readonly ticket: ShownTicket;
  } | null>(null);
  const ticket = chosen?.department === department ? chosen.ticket : newestWaiting(department);
  return [ticket, (next) => setChosen({ department, ticket: next })];
}

function newestWaiting(department: number | null): ShownTicket | null {
  const waiting = allTickets()
    .filter((ticket) => department === null || ticket.department.id === department)
    .filter(
      ({ status, mergedInto }) => mergedInto === null && (status === "answered" || status === "resolved"),
    )
    .toSorted(
      (a, b) =>
        Number(b.status === "answered") - Number(a.status === "answered") ||
        (a.updatedAt < b.updatedAt ? 1 : -1),
    );
  return waiting[0] ?? null;
}
