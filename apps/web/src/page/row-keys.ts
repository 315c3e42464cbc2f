import { useEffect, type RefObject } from "react";
import type { Command, Placeless } from "../keys/command.ts";
import { place, registerCommands } from "../keys/registry.ts";

/** The list that the keys walk; rows are the elements marked `data-row` in it. */
let list: HTMLElement | null = null;

const onPage = (command: Placeless): Command => ({ ...command, where: "page", quiet: true });

/** The keys of the queue's list for every other list: they move the focus, and Enter presses what has it. */
registerCommands(
  (
    [
      { id: "page.next", label: "command.next", keys: ["j", "Down"], run: () => walk(1) },
      { id: "page.previous", label: "command.previous", keys: ["k", "Up"], run: () => walk(-1) },
      { id: "page.first", label: "command.first", keys: ["Home"], run: () => walk(-Infinity) },
      { id: "page.last", label: "command.last", keys: ["End"], run: () => walk(Infinity) },
      { id: "page.open", label: "command.open", keys: ["o"], run: open },
    ] satisfies readonly Placeless[]
  ).map(onPage),
);

/** Lets the keys walk the rows inside `container` while the page is open. */
export function useRowKeys(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = container.current;
    list = element;
    place.set("page");
    return () => {
      if (list === element) list = null;
      place.set("other");
    };
  }, [container]);
}

const rows = (): readonly HTMLElement[] =>
  list === null ? [] : [...list.querySelectorAll<HTMLElement>("[data-row]")];

function walk(by: number): void {
  const all = rows();
  const here = document.activeElement?.closest("[data-row-box]")?.querySelector("[data-row]");
  const from = all.findIndex((row) => row === here);
  const to = from === -1 ? 0 : Math.max(0, Math.min(all.length - 1, from + by));
  all[to]?.focus();
  all[to]?.scrollIntoView({ block: "nearest" });
}

function open(): void {
  if (document.activeElement instanceof HTMLElement && document.activeElement.matches("[data-row]"))
    document.activeElement.click();
}
