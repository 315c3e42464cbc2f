import { useWords, type MessageKey } from "../i18n/language.ts";
import { overlay, type PickerKind } from "../app/overlay.ts";
import { go, ticketPath } from "../app/navigation.ts";
import { ariaKeys, KeyHint } from "../keys/KeyHint.tsx";
import { runCommand } from "../keys/registry.ts";
import { isPossible } from "../store/offered.ts";
import type { ShownTicket } from "../store/tickets.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { PriorityBars } from "../ui/PriorityBars.tsx";
import { Presence } from "./Presence.tsx";
import { StatusChip } from "./StatusChip.tsx";
import { backToList } from "./ticket-commands.ts";

type Props = { readonly ticket: ShownTicket; readonly variant: "preview" | "page" };

/** Subject, number, and what can be changed with one key each. */
export function TicketHeader({ ticket, variant }: Props) {
  const { t } = useWords();
  const open = (kind: PickerKind) => () => overlay.set({ kind, numbers: [ticket.number] });
  return (
    <header className="ticket-header">
      <div className="ticket-title">
        {variant === "page" && (
          <button
            type="button"
            className="icon-button"
            aria-label={t("command.backToList")}
            aria-keyshortcuts={ariaKeys("ticket.back")}
            onClick={backToList}
          >
            <Icon name="back" />
          </button>
        )}
        <h2 className="ticket-subject" title={ticket.subject}>
          {variant === "page" ? (
            ticket.subject
          ) : (
            <a href={ticketPath(ticket.number)} onClick={(event) => openHere(event, ticket.number)}>
              {ticket.subject}
            </a>
          )}
        </h2>
        <button
          type="button"
          className="ticket-number"
          title={t("command.copy")}
          aria-keyshortcuts={ariaKeys("ticket.copy")}
          onClick={() => runCommand("ticket.copy")}
        >
          {ticket.reference}
        </button>
        {variant === "page" && <Steps />}
        <IconAction command="app.details" icon="panel" label="command.details" />
        <IconAction command="ticket.actions" icon="more" label="command.actions" />
      </div>
      <div className="ticket-facts">
        <button
          type="button"
          className="fact-chip"
          aria-keyshortcuts={ariaKeys("ticket.status")}
          onClick={open("status")}
          title={t("command.status")}
        >
          <StatusChip status={ticket.status} pending={ticket.pending === "late"} />
        </button>
        <Fact label="command.priority" command="ticket.priority" onClick={open("priority")}>
          <PriorityBars priority={ticket.priority} /> {t(`priority.${ticket.priority}`)}
        </Fact>
        <Fact label="command.transfer" command="ticket.transfer" onClick={open("transfer")}>
          <Icon name="folder" /> {ticket.department.name}
        </Fact>
        <Fact label="command.assign" command="ticket.assign" onClick={open("assign")}>
          <Icon name="person" /> {ticket.assignee?.name ?? t("row.unassigned")}
        </Fact>
        <Presence number={ticket.number} />
        <span className="ticket-actions">
          {isPossible("postpone", ticket) && (
            <button
              type="button"
              className="button"
              data-kind="quiet"
              aria-keyshortcuts={ariaKeys("ticket.postpone")}
              onClick={open("postpone")}
            >
              {t("command.postpone")} <KeyHint command="ticket.postpone" />
            </button>
          )}
          <ResolveButton ticket={ticket} />
        </span>
      </div>
    </header>
  );
}

const nextSteps = [
  ["resolve", "ticket.resolve", "command.resolve"],
  ["reopen", "ticket.reopen", "command.reopen"],
  ["not-spam", "ticket.notSpam", "command.notSpam"],
  ["restore", "ticket.restore", "command.restore"],
] as const;

/** The next plain step: resolve what is open, give back what is done or put aside. */
function ResolveButton({ ticket }: { readonly ticket: ShownTicket }) {
  const { t } = useWords();
  const step = nextSteps.find(([verb]) => isPossible(verb, ticket));
  if (step === undefined) return null;
  const [verb, command, label] = step;
  return (
    <button
      type="button"
      className="button"
      data-kind={verb === "resolve" ? "primary" : "plain"}
      aria-keyshortcuts={ariaKeys(command)}
      onClick={() => runCommand(command)}
    >
      {t(label)} <KeyHint command={command} />
    </button>
  );
}

type FactProps = {
  readonly label: MessageKey;
  readonly command: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
};
function Fact({ label, command, onClick, children }: FactProps) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="fact"
      title={t(label)}
      aria-keyshortcuts={ariaKeys(command)}
      onClick={onClick}
    >
      <span className="hidden">{t(label)}</span>
      {children}
    </button>
  );
}

function Steps() {
  return (
    <span className="steps">
      <IconAction command="ticket.previous" icon="up" label="command.previous" />
      <IconAction command="ticket.next" icon="down" label="command.next" />
    </span>
  );
}

function IconAction({
  command,
  icon,
  label,
}: {
  readonly command: string;
  readonly icon: IconName;
  readonly label: MessageKey;
}) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t(label)}
      title={t(label)}
      aria-keyshortcuts={ariaKeys(command)}
      onClick={() => runCommand(command)}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A plain click stays in the app; a click with a modifier opens a tab as any link does. */
function openHere(event: React.MouseEvent, number: number): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(ticketPath(number));
}
