import { useState } from "react";
import { assertNever } from "@kvit/domain/kernel";
import { useWords, type MessageKey, type Words } from "../../i18n/language.ts";
import { list } from "../../store/list.ts";
import { useSignedIn } from "../../store/session.ts";
import { useSignal } from "../../store/signal.ts";
import { getTicket, ticketsChanged, type ShownTicket } from "../../store/tickets.ts";
import { Chooser, type Choice } from "../../ui/Chooser.tsx";
import type { PickerKind } from "../overlay.ts";
import { matchScore } from "./match.ts";
import {
  closeChoices,
  departmentChoices,
  personChoices,
  postponeChoices,
  priorityChoices,
  statusChoices,
  tagChoices,
} from "./choices.tsx";

type Kind = Exclude<PickerKind, "purge" | "merge" | "link">;
type Props = { readonly kind: Kind; readonly numbers: readonly number[]; readonly onClose: () => void };

const titles: Readonly<Record<Kind, MessageKey>> = {
  assign: "pick.assign",
  status: "pick.status",
  transfer: "pick.transfer",
  priority: "pick.priority",
  tags: "pick.tags",
  postpone: "pick.postpone",
  close: "pick.close",
};

/** One picker for each thing that is chosen from a list, for one ticket or many. */
export function Picker({ kind, numbers, onClose }: Props) {
  const words = useWords();
  const [query, setQuery] = useState("");
  useSignal(ticketsChanged);
  useSignal(list);
  const tickets = numbers.flatMap((number) => getTicket(number) ?? []);
  const choices = useChoices(kind, tickets, query, words);
  const shown =
    kind === "postpone"
      ? choices
      : choices.filter((choice) => query.trim() === "" || matchScore(query, choice.text) > 0);
  return (
    <Chooser
      title={words.t(titles[kind])}
      placeholder={kind === "postpone" ? words.t("pick.pickDate") : words.t(titles[kind])}
      query={query}
      onQuery={setQuery}
      sections={shown.length === 0 ? [] : [{ id: kind, title: null, choices: shown }]}
      nothing={words.t("palette.nothing", { text: query })}
      onClose={onClose}
      digits={kind === "priority" || kind === "status" || kind === "close"}
      stays={kind === "tags"}
    />
  );
}

function useChoices(
  kind: Kind,
  tickets: readonly ShownTicket[],
  query: string,
  words: Words,
): readonly Choice[] {
  const world = useSignedIn();
  switch (kind) {
    case "assign":
      return personChoices(tickets, world, words);
    case "transfer":
      return departmentChoices(tickets, world);
    case "priority":
      return priorityChoices(tickets, words);
    case "status":
      return statusChoices(tickets, words);
    case "tags":
      return tagChoices(tickets, world, query, words);
    case "postpone":
      return postponeChoices(tickets, query, world, words);
    case "close":
      return closeChoices(tickets, words);
    default:
      return assertNever(kind);
  }
}
