import { useWords, type MessageKey } from "../i18n/language.ts";
import { KeyHint, ariaKeys } from "../keys/KeyHint.tsx";
import { isCommandOffered, runCommand } from "../keys/registry.ts";
import { clearSelection, selectionSize } from "../store/list.ts";
import { useSignal } from "../store/signal.ts";
import { ticketsChanged } from "../store/tickets.ts";
import { Icon } from "../ui/Icon.tsx";

const offered: readonly (readonly [command: string, label: MessageKey])[] = [
  ["ticket.assign", "command.assign"],
  ["ticket.status", "command.status"],
  ["ticket.tags", "command.tags"],
  ["ticket.postpone", "command.postpone"],
  ["ticket.resolve", "command.resolve"],
  ["ticket.merge", "merge.do"],
  ["ticket.actions", "common.more"],
];

/** What can be done to all selected tickets at once. It takes its own room, so it never covers a row. */
export function BulkBar() {
  const { t } = useWords();
  const count = useSignal(selectionSize);
  useSignal(ticketsChanged);
  if (count === 0) return null;
  return (
    <div className="bulk" role="toolbar" aria-label={t("queue.selected", { count })} data-testid="bulk">
      <span className="bulk-count" role="status">
        {t("queue.selected", { count })}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={t("command.clearSelection")}
        onClick={clearSelection}
      >
        <Icon name="close" />
      </button>
      {offered
        .filter(([command]) => isCommandOffered(command))
        .map(([command, label]) => (
          <button
            key={command}
            type="button"
            className="button"
            data-kind="quiet"
            aria-keyshortcuts={ariaKeys(command)}
            onClick={() => runCommand(command)}
          >
            {t(label)} <KeyHint command={command} />
          </button>
        ))}
    </div>
  );
}
