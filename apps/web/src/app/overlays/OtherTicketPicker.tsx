import { useState } from "react";
import type { TicketView } from "@kvit/contract/tickets";
import { isActive } from "@kvit/domain/tickets";
import { useWords } from "../../i18n/language.ts";
import { useSignal } from "../../store/signal.ts";
import { useThread } from "../../store/threads.ts";
import { allTickets, getTicket, ticketsChanged } from "../../store/tickets.ts";
import { Chooser, type Choice, type ChoiceSection } from "../../ui/Chooser.tsx";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import { overlay } from "../overlay.ts";
import { findInMemory } from "./find-tickets.ts";
import { useServerSearch } from "./use-server-search.ts";

type Props = {
  readonly kind: "merge" | "link";
  readonly numbers: readonly number[];
  readonly onClose: () => void;
};

/** Chooses the ticket that one is merged or linked with: the same person's open ones first, any by number, subject or person. */
export function OtherTicketPicker({ kind, numbers, onClose }: Props) {
  const { t } = useWords();
  const [query, setQuery] = useState("");
  useSignal(ticketsChanged);
  const first = numbers[0] ?? 0;
  useThread(first);
  const ticket = getTicket(first);
  const remote = useServerSearch(query);
  const isMany = kind === "merge" && numbers.length > 1;
  const fits = (other: TicketView) =>
    (isMany || !numbers.includes(other.number)) && other.mergedInto === null && !isGone(other);
  const local = findInMemory(query).tickets;
  const known = new Set(local.map((other) => other.number));
  const found = [...local, ...remote.tickets.filter((other) => !known.has(other.number))].filter(fits);
  const choice = (other: TicketView): Choice =>
    ticketChoice(other, () => chosen(kind, numbers, other.number));
  const sections: readonly ChoiceSection[] =
    query.trim() === ""
      ? [
          {
            id: "selected",
            title: t("merge.selected"),
            choices: isMany ? oldestFirst(numbers).filter(fits).map(choice) : [],
          },
          {
            id: "person",
            title: t("merge.samePerson"),
            choices: isMany || ticket === undefined ? [] : ofSamePerson(ticket).filter(fits).map(choice),
          },
        ]
      : [{ id: "found", title: t("merge.found"), choices: found.map(choice) }];
  const reference = ticket?.reference ?? `#${first}`;
  const title = isMany ? t("merge.pickTarget") : t(`${kind}.pick`, { reference });
  return (
    <Chooser
      title={title}
      placeholder={title}
      query={query}
      onQuery={setQuery}
      sections={sections.filter((section) => section.choices.length > 0)}
      nothing={query.trim() === "" ? t("merge.nothing") : t("palette.nothing", { text: query })}
      onClose={onClose}
    />
  );
}

function chosen(kind: Props["kind"], numbers: readonly number[], other: number): void {
  if (kind === "link") overlay.set({ kind: "link-as", numbers, other });
  else overlay.set({ kind: "merge-into", numbers: numbers.filter((number) => number !== other), other });
}

const isGone = ({ status }: TicketView) => ["spam", "deleted", "purged"].includes(status);
const oldestFirst = (numbers: readonly number[]) =>
  numbers.flatMap((number) => getTicket(number) ?? []).toSorted((a, b) => a.number - b.number);

/** What else the person asked for that is under way, newest first. */
function ofSamePerson({ number, requester }: TicketView): readonly TicketView[] {
  return allTickets()
    .filter(
      (other) => other.number !== number && other.requester.id === requester.id && isActive(other.status),
    )
    .toSorted((a, b) => b.number - a.number);
}

function ticketChoice(ticket: TicketView, run: () => void): Choice {
  return {
    id: `ticket:${ticket.number}`,
    text: `${ticket.reference} ${ticket.subject}`,
    start: <StatusGlyph status={ticket.status} />,
    hint: ticket.requester.name,
    run,
  };
}
