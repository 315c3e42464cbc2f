import { useState } from "react";
import { findInMemory } from "../../app/overlays/find-tickets.ts";
import { useServerSearch } from "../../app/overlays/use-server-search.ts";
import { useWords } from "../../i18n/language.ts";
import { allTickets, type ShownTicket } from "../../store/tickets.ts";
import { Chooser } from "../../ui/Chooser.tsx";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";

type Props = { readonly onTicket: (ticket: ShownTicket) => void; readonly onClose: () => void };

const most = 12;

/** Chooses a ticket by number, subject or person; those that wait for a customer first. */
export function PickTicket({ onTicket, onClose }: Props) {
  const { t } = useWords();
  const [query, setQuery] = useState("");
  const remote = useServerSearch(query);
  const local = query.trim() === "" ? waiting() : findInMemory(query).tickets;
  const known = new Set(local.map(({ number }) => number));
  const others = remote.tickets
    .filter(({ number }) => !known.has(number))
    .map((ticket) => ({ ...ticket, pending: "no" as const }));
  const choices = [...local, ...others].map((ticket) => ({
    id: `ticket:${ticket.number}`,
    text: `${ticket.reference} ${ticket.subject}`,
    start: <StatusGlyph status={ticket.status} />,
    hint: ticket.requester.name,
    run: () => onTicket(ticket),
  }));
  return (
    <Chooser
      title={t("closing.pickTicket")}
      placeholder={t("closing.pickTicket")}
      query={query}
      onQuery={setQuery}
      sections={[{ id: "tickets", title: null, choices }]}
      nothing={t("palette.nothing", { text: query })}
      onClose={onClose}
    />
  );
}

const waiting = (): readonly ShownTicket[] =>
  allTickets()
    .filter(({ status }) => status === "answered" || status === "resolved")
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .slice(0, most);
