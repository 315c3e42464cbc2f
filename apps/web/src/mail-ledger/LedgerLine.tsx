import { useId } from "react";
import type { LedgerEntry } from "@kvit/contract/mail";
import { ticketPath } from "../app/navigation.ts";
import { useWords } from "../i18n/language.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useMinute } from "../ui/time.ts";
import { LedgerDetails } from "./LedgerDetails.tsx";
import { reasonWords } from "./reason.ts";
import { StateMark } from "./StateMark.tsx";
import { subjectWords } from "./subject.ts";

type Props = {
  readonly entry: LedgerEntry;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onChange: (entry: LedgerEntry) => void;
};

/** One mail: when, what became of it, who wrote what, and why; its details open below. */
export function LedgerLine({ entry, open, onOpen, onChange }: Props) {
  const words = useWords();
  const { t, format } = words;
  const now = useMinute();
  const id = useId();
  const at = Date.parse(entry.receivedAt);
  return (
    <li className="ledger-line" data-row-box data-mail={entry.id} data-state={entry.state}>
      <div className="ledger-row">
        <button
          type="button"
          className="ledger-open"
          data-row
          aria-expanded={open}
          aria-controls={id}
          onClick={onOpen}
        >
          <span className="ledger-chevron" aria-hidden="true">
            <Icon name="chevron" />
          </span>
          <time className="ledger-time meta" dateTime={entry.receivedAt} title={format.exact(at)}>
            {format.near(at, now)}
          </time>
          <span className="ledger-state">
            <StateMark state={entry.state} />
          </span>
          <span className="ledger-text">
            <span className="ledger-from truncate">{entry.from ?? t("ledger.noSender")}</span>
            <span className="ledger-subject" title={entry.subject ?? undefined}>
              {subjectWords(words, entry)}
            </span>
          </span>
          <span className="ledger-reason meta">
            {reasonWords(words, entry)}
            <span className="ledger-door"> · {t(`ledger.door.${entry.door}`)}</span>
          </span>
        </button>
        {entry.ticket !== null && (
          <AppLink className="ledger-ticket" href={ticketPath(entry.ticket)}>
            {t("ledger.toTicket", { number: entry.ticket })}
          </AppLink>
        )}
      </div>
      <div id={id} hidden={!open}>
        {open && <LedgerDetails entry={entry} onChange={onChange} />}
      </div>
    </li>
  );
}
