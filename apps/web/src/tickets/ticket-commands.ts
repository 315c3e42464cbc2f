import type { Verb } from "@kvit/contract/tickets";
import { outcome } from "@kvit/domain/tickets";
import { complain, say } from "../app/toasts.ts";
import { go, ticketPath, viewPath } from "../app/navigation.ts";
import { overlay, type PickerKind } from "../app/overlay.ts";
import { t } from "../i18n/language.ts";
import { place, registerCommands } from "../keys/registry.ts";
import type { Command, Placeless } from "../keys/command.ts";
import { complainOf, perform } from "../store/acts.ts";
import * as list from "../store/list.ts";
import { isPossible } from "../store/offered.ts";
import { markRead, markUnread } from "../store/seen.ts";
import { signedIn } from "../store/session.ts";
import { getTicket, type ShownTicket } from "../store/tickets.ts";
import { openComposer } from "./composer/bridge.ts";
import "./composer/composer-commands.ts";
import { beginSplit } from "./relations/splitting.ts";
import { stepMessages, stripFocus, timelineFilter } from "./peek.ts";
import { filters } from "./thread/timeline-entries.ts";

const onTickets = (command: Placeless): Command => ({
  ...command,
  where: "subject",
  enabled: command.enabled ?? hasSubjects,
});
const onTicket = (command: Placeless): Command => ({ ...command, where: "ticket" });
const picker = (kind: PickerKind | "actions" | "verify") => () =>
  overlay.set({ kind, numbers: list.subjects() });

/** What can be done to the tickets in hand, from the list or from a ticket's page. */
registerCommands(
  (
    [
      {
        id: "ticket.reply",
        label: "command.reply",
        keys: ["r"],
        run: () => compose("reply"),
        offered: possible("reply"),
      },
      { id: "ticket.note", label: "command.note", keys: ["n"], run: () => compose("note") },
      {
        id: "ticket.resolve",
        label: "command.resolve",
        keys: ["e"],
        run: () => act("resolve"),
        offered: possible("resolve"),
      },
      // before reopening: on deleted tickets the same key gives them back
      {
        id: "ticket.restore",
        label: "command.restore",
        keys: ["Shift+E"],
        run: () => act("restore"),
        enabled: possible("restore"),
      },
      {
        id: "ticket.reopen",
        label: "command.reopen",
        keys: ["Shift+E"],
        run: () => act("reopen"),
        offered: possible("reopen"),
      },
      {
        id: "ticket.resolveNext",
        label: "command.resolveNext",
        keys: ["]", "Shift+Enter"],
        run: () => resolveAnd(1),
        offered: possible("resolve"),
      },
      {
        id: "ticket.resolvePrevious",
        label: "command.resolvePrevious",
        keys: ["["],
        run: () => resolveAnd(-1),
        offered: possible("resolve"),
      },
      { id: "ticket.status", label: "command.status", keys: ["s"], run: picker("status") },
      { id: "ticket.assign", label: "command.assign", keys: ["a"], run: picker("assign") },
      { id: "ticket.assignMe", label: "command.assignMe", keys: ["i"], run: assignMe },
      { id: "ticket.transfer", label: "command.transfer", keys: ["t"], run: picker("transfer") },
      { id: "ticket.priority", label: "command.priority", keys: ["p"], run: picker("priority") },
      { id: "ticket.tags", label: "command.tags", keys: ["l"], run: picker("tags") },
      {
        id: "ticket.postpone",
        label: "command.postpone",
        keys: ["h", "b"],
        run: postpone,
        offered: possible("postpone"),
      },
      {
        id: "ticket.wake",
        label: "command.wake",
        keys: [],
        run: () => act("wake"),
        enabled: possible("wake"),
      },
      // before marking as spam, for the same reason
      {
        id: "ticket.notSpam",
        label: "command.notSpam",
        keys: ["!", "Shift+1"],
        run: () => act("not-spam"),
        enabled: possible("not-spam"),
      },
      {
        id: "ticket.spam",
        label: "command.spam",
        keys: ["!", "Shift+1"],
        run: () => act("spam"),
        offered: possible("spam"),
      },
      {
        id: "ticket.delete",
        label: "command.delete",
        keys: ["#", "Del"],
        run: () => act("delete"),
        offered: possible("delete"),
      },
      {
        id: "ticket.review",
        label: "command.review",
        also: "view.review",
        keys: [],
        run: () => act("review"),
        enabled: () => any(({ needsReview }) => needsReview),
      },
      {
        id: "ticket.close",
        label: "command.close",
        keys: [],
        run: picker("close"),
        enabled: possible("close"),
      },
      {
        id: "ticket.merge",
        label: "command.merge",
        keys: ["Shift+M"],
        run: picker("merge"),
        offered: possible("merge"),
      },
      {
        id: "ticket.unmerge",
        label: "command.unmerge",
        keys: [],
        run: () => act("unmerge"),
        enabled: possible("unmerge"),
      },
      {
        id: "ticket.split",
        label: "command.split",
        keys: [],
        run: split,
        offered: possible("split"),
      },
      { id: "ticket.link", label: "command.link", keys: [], run: picker("link") },
      {
        id: "ticket.purge",
        label: "command.purge",
        also: "status.purged",
        keys: [],
        run: picker("purge"),
        enabled: canPurge,
      },
      { id: "ticket.verify", label: "command.verify", keys: [], run: picker("verify") },
      { id: "ticket.unread", label: "command.unread", keys: ["Shift+U"], run: () => each(markUnread) },
      {
        id: "ticket.read",
        label: "command.read",
        keys: ["Shift+I"],
        run: () => each((ticket) => markRead(ticket.number, ticket.version)),
      },
      { id: "ticket.copy", label: "command.copy", keys: ["y"], run: copyNumber },
      {
        id: "ticket.actions",
        label: "command.actions",
        keys: [".", "Shift+F10", "ContextMenu"],
        quiet: true,
        run: picker("actions"),
      },
    ] satisfies readonly Placeless[]
  ).map(onTickets),
);

/** What works on a ticket's own page alone. */
registerCommands(
  (
    [
      { id: "ticket.back", label: "command.backToList", keys: ["u"], run: backToList },
      { id: "ticket.next", label: "command.next", keys: ["j"], quiet: true, run: () => step(1) },
      { id: "ticket.previous", label: "command.previous", keys: ["k"], quiet: true, run: () => step(-1) },
      {
        id: "ticket.nextMessage",
        label: "command.nextMessage",
        keys: ["Shift+N"],
        quiet: true,
        run: () => stepMessages(1),
      },
      {
        id: "ticket.previousMessage",
        label: "command.previousMessage",
        keys: ["Shift+P"],
        quiet: true,
        run: () => stepMessages(-1),
      },
      { id: "ticket.expandAll", label: "command.expandAll", keys: ["Shift+O"], run: () => stepMessages(0) },
      {
        id: "ticket.strip",
        label: "command.strip",
        keys: [","],
        run: () => stripFocus.set(stripFocus.get() + 1),
      },
      ...filters.map((filter, index): Placeless => ({
        id: `timeline.${filter}`,
        label: `timeline.${filter}`,
        keys: [String(index + 1)],
        quiet: true,
        run: () => timelineFilter.set(filter),
      })),
    ] satisfies readonly Placeless[]
  ).map(onTicket),
);

function act(
  verb: Extract<
    Verb,
    "resolve" | "reopen" | "spam" | "not-spam" | "delete" | "restore" | "review" | "wake" | "unmerge"
  >,
): void {
  const numbers = list.subjects();
  if (perform(numbers, { verb, body: {} })) afterAct(numbers);
}

/** A bulk act ends the selection. */
function afterAct(numbers: readonly number[]): void {
  if (numbers.length > 1) list.clearSelection();
}

function compose(mode: "reply" | "note"): void {
  const number = list.current.get();
  if (number === null) return;
  // on a narrow screen the list has no conversation beside it
  if (place.get() === "list" && !matchMedia("(width >= 64em)").matches) go(ticketPath(number));
  openComposer(number, mode);
}

/** The picker, unless no ticket in hand can be postponed: then the reason is said at once. */
function postpone(): void {
  const tickets = subjectTickets();
  const refused = tickets.map(({ status }) => outcome("postpone", status));
  const first = refused.find((next) => next.kind === "refused");
  if (first?.kind === "refused" && !possible("postpone")()) complainOf(first.reason);
  else picker("postpone")();
}

/** Choosing messages needs them on the screen. */
function split(): void {
  const number = list.current.get();
  if (number === null) return;
  if (place.get() === "list") go(ticketPath(number));
  beginSplit(number);
}

function resolveAnd(by: 1 | -1): void {
  const number = list.current.get();
  if (number === null) return;
  const { rows } = list.list.get();
  const target = rows[rows.indexOf(number) + by];
  if (!perform([number], { verb: "resolve", body: {} })) return;
  if (target === undefined) return;
  list.setCurrent(target);
  if (place.get() === "ticket") go(ticketPath(target));
}

function assignMe(): void {
  const world = signedIn();
  if (world !== null) perform(list.subjects(), { verb: "assign", body: { agent: world.me.agent.email } });
}

/** On a ticket's page: to the next or previous of the view it was opened from. */
function step(by: 1 | -1): void {
  const from = list.current.get();
  const { rows } = list.list.get();
  const index = from === null ? -1 : rows.indexOf(from);
  const next = index === -1 ? rows[0] : rows[index + by];
  if (next === undefined) return;
  list.setCurrent(next);
  go(ticketPath(next));
}

export function backToList(): void {
  go(viewPath(list.list.get().view?.id ?? "all"));
}

let copied = { number: 0, times: 0, at: 0 };
/** Once the number, twice with the subject, three times with the link. */
function copyNumber(): void {
  const ticket = getTicket(list.current.get() ?? 0);
  if (ticket === undefined) return;
  const again = copied.number === ticket.number && Date.now() - copied.at < 1500;
  copied = { number: ticket.number, times: again ? (copied.times % 3) + 1 : 1, at: Date.now() };
  const parts = [ticket.reference, ticket.subject, `${location.origin}${ticketPath(ticket.number)}`];
  const text = parts.slice(0, copied.times).join(" ");
  void navigator.clipboard.writeText(text).then(
    () => say(t("common.copied", { text })),
    () => complain(t("error.clipboard")),
  );
}

const subjectTickets = () => list.subjects().flatMap((number) => getTicket(number) ?? []);
const any = (test: (ticket: ShownTicket) => boolean) => subjectTickets().some(test);
const each = (run: (ticket: ShownTicket) => void) => subjectTickets().forEach(run);
function hasSubjects(): boolean {
  return list.current.get() !== null || list.selectionSize.get() > 0;
}
/** Whether a verb does something to at least one of the tickets in hand. */
function possible(verb: Verb): () => boolean {
  return () => any((ticket) => isPossible(verb, ticket));
}
function canPurge(): boolean {
  return (signedIn()?.me.rights["ticket.purge"] ?? "none") !== "none" && possible("purge")();
}
