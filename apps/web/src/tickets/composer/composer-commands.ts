import { registerCommands } from "../../keys/registry.ts";
import type { Command, Placeless } from "../../keys/command.ts";
import { held } from "../../store/outgoing.ts";
import { questions } from "../../store/questions.ts";
import { onReturn, sendNewestNow } from "../../store/send-message.ts";
import { closeComposer } from "./bridge.ts";
import { cameBack, wasStopped } from "./returned.ts";
import type { Format } from "./editor.ts";

/** What the open composer lends to its keys. */
export type Hands = {
  readonly send: (resolve: boolean) => void;
  readonly switchMode: () => void;
  readonly attach: () => void;
  readonly link: () => void;
  readonly canLink: () => boolean;
  readonly format: (format: Format) => void;
};
const lent: { hands: Hands | null } = { hands: null };
/** The open composer lends its hands; the answer takes them back. */
export function lendHands(hands: Hands): () => void {
  lent.hands = hands;
  return () => {
    if (lent.hands === hands) lent.hands = null;
  };
}

/** Leaves the composer; the draft is kept, and the page has the keys again. */
export function leaveComposer(): void {
  closeComposer();
  const list = document.querySelector<HTMLElement>("[data-testid=list]");
  if (list !== null) list.focus({ preventScroll: true });
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

const inComposer = (command: Placeless): Command => ({
  ...command,
  where: "composer",
  inFields: true,
  quiet: true,
});
const format = (id: Format, label: Command["label"], keys: readonly string[]): Placeless => ({
  id: `composer.${id}`,
  label,
  keys,
  run: () => lent.hands?.format(id),
});

registerCommands(
  (
    [
      { id: "composer.send", label: "command.send", keys: ["Mod+Enter"], run: () => lent.hands?.send(false) },
      {
        id: "composer.sendResolve",
        label: "command.sendResolve",
        keys: ["Mod+Shift+Enter"],
        run: () => lent.hands?.send(true),
      },
      {
        id: "composer.switchMode",
        label: "command.switchMode",
        keys: ["Mod+."],
        run: () => lent.hands?.switchMode(),
      },
      {
        id: "composer.attach",
        label: "command.attach",
        keys: ["Mod+Shift+F"],
        run: () => lent.hands?.attach(),
      },
      {
        id: "composer.link",
        label: "composer.link",
        keys: ["Mod+K"],
        enabled: () => lent.hands?.canLink() ?? false,
        run: () => lent.hands?.link(),
      },
      format("bold", "composer.bold", ["Mod+B"]),
      format("italic", "composer.italic", ["Mod+I"]),
      format("underline", "composer.underline", ["Mod+U"]),
      format("code", "composer.code", ["Mod+E"]),
      format("orderedList", "composer.numbers", ["Mod+Shift+7"]),
      format("bulletList", "composer.bullets", ["Mod+Shift+8"]),
      format("blockquote", "composer.quote", ["Mod+Shift+9"]),
      { id: "composer.leave", label: "composer.leave", keys: ["Esc"], run: leaveComposer },
    ] satisfies readonly Placeless[]
  ).map(inComposer),
);

registerCommands([
  {
    id: "app.sendNow",
    label: "command.sendNow",
    keys: ["Shift+Z"],
    where: "anywhere",
    enabled: () => held.get().length > 0 || questions.get().length > 0,
    run: sendNewestNow,
  },
]);

onReturn({ open: cameBack, stopped: wasStopped });
