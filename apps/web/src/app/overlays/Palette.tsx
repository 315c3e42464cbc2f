import { useState } from "react";
import type { TicketView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { KeyHint } from "../../keys/KeyHint.tsx";
import { allCommands, attempt, isHere, isOffered } from "../../keys/registry.ts";
import type { Command } from "../../keys/command.ts";
import { useSignedIn } from "../../store/session.ts";
import { personViewId, viewsOf } from "../../store/views.ts";
import { personName } from "../../tickets/person-name.ts";
import { viewName } from "../../tickets/view-name.ts";
import { Chooser, type Choice, type ChoiceSection } from "../../ui/Chooser.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import { go, ticketPath, viewPath } from "../navigation.ts";
import { matchScore } from "./match.ts";
import { recentCommands, rememberCommand } from "./recent.ts";
import { findInMemory, type Person } from "./find-tickets.ts";
import { useServerSearch } from "./use-server-search.ts";

type Props = {
  readonly onClose: () => void;
  /** The tickets whose actions alone are offered; null offers everything. */
  readonly only: readonly number[] | null;
};

/** Commands, tickets by number, subject or person, views and people; what was used last comes first. */
export function Palette({ onClose, only }: Props) {
  const { t } = useWords();
  const [query, setQuery] = useState("");
  const wanted = only === null ? query : "";
  const remote = useServerSearch(wanted);
  const local = findInMemory(wanted);
  const known = new Set(local.tickets.map((ticket) => ticket.number));
  const met = new Set(local.people.map((person) => person.id));
  const people = [...local.people, ...remote.people.filter((person) => !met.has(person.id))];
  const commands = useCommandChoices(query, only !== null);
  const sections: readonly ChoiceSection[] = [
    { id: "tickets", title: t("palette.tickets"), choices: local.tickets.map(ticketChoice) },
    ...commands,
    { id: "views", title: t("palette.views"), choices: useViewChoices(only === null ? query : null) },
    { id: "people", title: t("palette.people"), choices: people.map(personChoice) },
    {
      id: "older",
      title: t("palette.older"),
      choices: remote.tickets.filter((ticket) => !known.has(ticket.number)).map(ticketChoice),
    },
  ];
  return (
    <Chooser
      title={only === null ? t("palette.title") : t("command.actions")}
      placeholder={only === null ? t("palette.placeholder") : t("command.actions")}
      query={query}
      onQuery={setQuery}
      sections={sections.filter((section) => section.choices.length > 0)}
      nothing={t("palette.nothing", { text: query })}
      onClose={onClose}
    />
  );
}

function useCommandChoices(query: string, ofTickets: boolean): readonly ChoiceSection[] {
  const { t } = useWords();
  const offered = allCommands().filter(
    (command) =>
      command.quiet !== true &&
      command.where !== "composer" &&
      isHere(command.where) &&
      isOffered(command) &&
      (!ofTickets || command.where === "subject"),
  );
  const wordsOf = ({ label, also }: Command) => (also === undefined ? t(label) : `${t(label)} ${t(also)}`);
  const choice = (command: Command): Choice => ({
    id: command.id,
    text: t(command.label),
    end: <KeyHint command={command.id} />,
    run: () => {
      rememberCommand(command.id);
      attempt(command);
    },
  });
  if (query.trim() === "") {
    const recent = recentCommands().flatMap((id) => offered.find((command) => command.id === id) ?? []);
    const rest = offered.filter((command) => !recent.includes(command));
    return [
      { id: "recent", title: t("palette.recent"), choices: recent.map(choice) },
      { id: "commands", title: t("palette.commands"), choices: rest.map(choice) },
    ];
  }
  const scored = offered
    .map((command) => ({ command, score: matchScore(query, wordsOf(command)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  return [
    { id: "commands", title: t("palette.commands"), choices: scored.map(({ command }) => choice(command)) },
  ];
}

function useViewChoices(query: string | null): readonly Choice[] {
  const { t } = useWords();
  const world = useSignedIn();
  if (query === null || query.trim() === "") return [];
  return viewsOf(world)
    .filter((view) => matchScore(query, viewName(view, t)) > 0)
    .map((view) => ({
      id: `view:${view.id}`,
      text: viewName(view, t),
      start: <Icon name="inbox" />,
      run: () => go(viewPath(view.id)),
    }));
}

function ticketChoice(ticket: TicketView): Choice {
  return {
    id: `ticket:${ticket.number}`,
    text: `${ticket.reference} ${ticket.subject}`,
    drawing: (
      <span className="choice-ticket">
        {ticket.reference}{" "}
        <span className="truncate" dir="auto">
          {ticket.subject}
        </span>
      </span>
    ),
    start: <StatusGlyph status={ticket.status} />,
    hint: ticket.requester.name,
    run: () => go(ticketPath(ticket.number)),
  };
}

/** Leads to all that the person asked for. */
function personChoice(person: Person): Choice {
  return {
    id: `person:${person.id}`,
    text: personName(person),
    start: <Icon name="person" />,
    ...(person.email === null || person.name === "" ? {} : { hint: person.email }),
    run: () => go(viewPath(personViewId(person.id))),
  };
}
