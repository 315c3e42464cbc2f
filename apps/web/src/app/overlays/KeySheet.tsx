import { useEffect, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { foldForSearch } from "@kvit/i18n/format";
import { useWords, type MessageKey } from "../../i18n/language.ts";
import { Keys } from "../../keys/KeyHint.tsx";
import { pushLayer, takeTypedAhead } from "../../keys/layer.ts";
import { allCommands, isHere, keysOf } from "../../keys/registry.ts";
import type { Command, Where } from "../../keys/command.ts";
import { useSignedIn } from "../../store/session.ts";

const headings: readonly (readonly [where: Where, label: MessageKey])[] = [
  ["ticket", "keys.ticket"],
  ["list", "keys.list"],
  ["page", "keys.list"],
  ["subject", "keys.subject"],
  ["composer", "keys.composer"],
  ["anywhere", "keys.anywhere"],
];

/** The keys that are valid on this page, searchable. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [query, setQuery] = useState(takeTypedAhead);
  const singleKeys = useSignedIn().me.preferences.shortcuts;
  useEffect(() => pushLayer(), []);
  const wanted = foldForSearch(query);
  const fits = (command: Command) =>
    keysOf(command).length > 0 &&
    isHere(command.where) &&
    foldForSearch(`${t(command.label)} ${keysOf(command).join(" ")}`).includes(wanted);
  const found = allCommands().filter(fits);
  return (
    <ModalOverlay className="layer" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="layer-box" data-testid="keys">
        <Dialog className="sheet">
          <Heading slot="title">{t("keys.title")}</Heading>
          <input
            className="input"
            type="search"
            autoFocus
            aria-label={t("keys.search")}
            placeholder={t("keys.search")}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          {!singleKeys && <p className="meta">{t("keys.off")}</p>}
          {found.length === 0 && <p className="meta">{t("keys.nothing", { text: query })}</p>}
          <div className="keys" tabIndex={-1}>
            {headings.map(([where, label]) => (
              <Group
                key={where}
                title={t(label)}
                commands={found.filter((command) => command.where === where)}
              />
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Group({ title, commands }: { readonly title: string; readonly commands: readonly Command[] }) {
  const { t } = useWords();
  if (commands.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {commands.map((command) => (
          <li key={command.id}>
            <span>{t(command.label)}</span>
            <span className="keys-own">
              {keysOf(command).map((chord) => (
                <span key={chord}>
                  <Keys chord={chord} />
                  <span className="hidden">{chord}</span>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
