import { go, ticketPath } from "../app/navigation.ts";
import { registerCommands } from "../keys/registry.ts";
import type { Command, Placeless } from "../keys/command.ts";
import * as list from "../store/list.ts";
import { isUnread } from "../store/seen.ts";
import { signedIn } from "../store/session.ts";
import { getTicket, type ShownTicket } from "../store/tickets.ts";
import { peek } from "./peek.ts";

const pageRows = 10;
const inList = (command: Placeless): Command => ({ ...command, where: "list" });

/** Moving about in the list and selecting in it. */
registerCommands(
  (
    [
      { id: "list.next", label: "command.next", keys: ["j", "Down"], quiet: true, run: () => list.move(1) },
      {
        id: "list.previous",
        label: "command.previous",
        keys: ["k", "Up"],
        quiet: true,
        run: () => list.move(-1),
      },
      {
        id: "list.first",
        label: "command.first",
        keys: ["Home"],
        quiet: true,
        run: () => list.move(-Infinity),
      },
      { id: "list.last", label: "command.last", keys: ["End"], quiet: true, run: () => list.move(Infinity) },
      {
        id: "list.pageDown",
        label: "command.pageDown",
        keys: ["PgDn"],
        quiet: true,
        run: () => list.move(pageRows),
      },
      {
        id: "list.pageUp",
        label: "command.pageUp",
        keys: ["PgUp"],
        quiet: true,
        run: () => list.move(-pageRows),
      },
      { id: "list.open", label: "command.open", keys: ["Enter", "o"], run: openCurrent, enabled: hasCurrent },
      {
        id: "list.peek",
        label: "command.peek",
        keys: ["Space"],
        quiet: true,
        run: () => peek.set(peek.get() + 1),
        enabled: hasCurrent,
      },
      { id: "list.select", label: "command.select", keys: ["x"], run: toggleCurrent, enabled: hasCurrent },
      {
        id: "list.extendDown",
        label: "command.extendDown",
        keys: ["Shift+J", "Shift+Down"],
        quiet: true,
        run: () => list.extend(1),
      },
      {
        id: "list.extendUp",
        label: "command.extendUp",
        keys: ["Shift+K", "Shift+Up"],
        quiet: true,
        run: () => list.extend(-1),
      },
      { id: "list.selectAll", label: "command.selectAll", keys: ["Mod+A", "* a"], run: list.selectAll },
      {
        id: "list.selectUnread",
        label: "command.selectUnread",
        keys: ["* u"],
        run: () => selectWhere(isUnread),
      },
      { id: "list.selectMine", label: "command.selectMine", keys: ["* m"], run: () => selectWhere(isMine) },
      {
        id: "list.clear",
        label: "command.clearSelection",
        keys: ["Shift+X", "* n"],
        run: list.clearSelection,
        enabled: hasSelection,
      },
      {
        id: "list.showNew",
        label: "command.showNew",
        keys: ["Shift+."],
        run: list.showArrivals,
        enabled: hasArrivals,
      },
    ] satisfies readonly Placeless[]
  ).map(inList),
);

function hasCurrent(): boolean {
  return list.current.get() !== null;
}
function hasSelection(): boolean {
  return list.selectionSize.get() > 0;
}
function hasArrivals(): boolean {
  return list.list.get().arrivals.length > 0;
}
function openCurrent(): void {
  const number = list.current.get();
  if (number !== null) go(ticketPath(number));
}
function toggleCurrent(): void {
  const number = list.current.get();
  if (number !== null) list.toggle(number);
}
function selectWhere(wanted: (ticket: ShownTicket) => boolean): void {
  for (const number of list.list.get().rows) {
    const ticket = getTicket(number);
    if (ticket !== undefined && wanted(ticket)) list.select(number, true);
  }
}
const isMine = (ticket: ShownTicket) => ticket.assignee?.id === signedIn()?.me.agent.id;
