import { registerCommands, place } from "../keys/registry.ts";
import { clearSelection, selectionSize } from "../store/list.ts";
import { go, viewPath } from "./navigation.ts";
import { list } from "../store/list.ts";
import { widen } from "../tickets/peek.ts";

/** `Esc` takes one step at a time: leave the field, show the whole timeline, drop the selection, back to the list. */
registerCommands([
  {
    id: "app.escape",
    label: "command.escape",
    keys: ["Esc"],
    where: "anywhere",
    quiet: true,
    inFields: true,
    run: escape,
  },
]);

function escape(): void {
  const focused = document.activeElement;
  const isField =
    focused instanceof HTMLElement &&
    focused.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (isField) focused.blur();
  else if (widen.get() !== null) widen.get()?.();
  else if (selectionSize.get() > 0) clearSelection();
  else if (place.get() === "ticket") go(viewPath(list.get().view?.id ?? "all"));
}
