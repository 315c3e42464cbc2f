import { registerCommands } from "../keys/registry.ts";
import type { Command } from "../keys/command.ts";
import type { MessageKey } from "../i18n/language.ts";
import { signOut } from "../store/end-session.ts";
import { keepPreference } from "../store/preferences.ts";
import { signedIn } from "../store/session.ts";
import { redoLast, undoLast } from "../store/undo-stack.ts";
import { detailsFolded, flip, railFolded } from "./layout.ts";
import { go, viewPath } from "./navigation.ts";
import { overlay } from "./overlay.ts";
import { applyDensity, density, flipTheme } from "./theme.ts";

const goTo = (id: string, label: MessageKey, keys: readonly string[], path: string): Command => ({
  id: `go.${id}`,
  label,
  keys,
  where: "anywhere",
  run: () => go(path),
});

/** The commands that work on every page. */
registerCommands([
  {
    id: "app.palette",
    label: "command.palette",
    keys: ["Mod+K"],
    where: "anywhere",
    inFields: true,
    quiet: true,
    run: () => overlay.set({ kind: "palette" }),
  },
  {
    id: "app.search",
    label: "command.search",
    keys: ["/"],
    where: "anywhere",
    quiet: true,
    run: () => overlay.set({ kind: "palette" }),
  },
  {
    id: "app.keys",
    label: "command.keys",
    keys: ["?"],
    where: "anywhere",
    run: () => overlay.set({ kind: "keys" }),
  },
  {
    id: "ticket.new",
    label: "command.newTicket",
    keys: ["c"],
    where: "anywhere",
    run: () => overlay.set({ kind: "new-ticket" }),
  },
  { id: "app.undo", label: "command.undo", keys: ["z", "Mod+Z"], where: "anywhere", run: undoLast },
  {
    id: "app.redo",
    label: "command.redo",
    keys: ["Mod+Shift+Z"],
    where: "anywhere",
    run: redoLast,
  },
  {
    id: "app.acts",
    label: "command.acts",
    keys: [],
    where: "anywhere",
    run: () => overlay.set({ kind: "acts" }),
  },
  {
    id: "app.theme",
    label: "command.theme",
    keys: ["Shift+D"],
    where: "anywhere",
    run: () => keepPreference({ theme: flipTheme() }),
  },
  { id: "app.density", label: "command.density", keys: [], where: "anywhere", run: flipDensity },
  {
    id: "app.rail",
    label: "command.rail",
    keys: ["Mod+\\", "Shift+V"],
    where: "anywhere",
    run: () => flip(railFolded),
  },
  {
    id: "app.details",
    label: "command.details",
    keys: ["d"],
    where: "subject",
    run: () => flip(detailsFolded),
  },
  { id: "app.signOut", label: "command.signOut", keys: [], where: "anywhere", run: () => void signOut() },
  goTo("queue", "command.goQueue", ["g q"], "/"),
  goTo("mine", "command.goMine", ["g m"], viewPath("mine")),
  goTo("unassigned", "command.goUnassigned", ["g u"], viewPath("unassigned")),
  goTo("all", "command.goAll", ["g a"], viewPath("all")),
  goTo("waiting", "command.goWaiting", ["g w"], viewPath("waiting")),
  goTo("postponed", "command.goPostponed", ["g p"], viewPath("postponed")),
  goTo("spam", "command.goSpam", ["g s"], viewPath("spam")),
  goTo("deleted", "command.goDeleted", ["g t"], viewPath("deleted")),
  goTo("settings", "command.goSettings", ["g e"], "/settings"),
  goTo("account", "settings.mine", [], "/me"),
  { ...goTo("ledger", "command.goLedger", [], "/mail"), enabled: mayReadMail },
  { ...goTo("sandbox", "command.goSandbox", [], "/sandbox"), enabled: mayReadMail },
]);

function mayReadMail(): boolean {
  return (signedIn()?.me.rights["mail.read"] ?? "none") !== "none";
}

function flipDensity(): void {
  const next = density.get() === "compact" ? "comfortable" : "compact";
  applyDensity(next);
  keepPreference({ density: next });
}
