import type { LedgerEntry } from "@kvit/contract/mail";
import { request } from "../api/request.ts";
import { say } from "../app/toasts.ts";
import { useWords, type MessageKey } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { useSubmit } from "../page/use-submit.ts";
import { useSignedIn } from "../store/session.ts";
import { Icon } from "../ui/Icon.tsx";

type Props = { readonly entry: LedgerEntry; readonly onChange: (entry: LedgerEntry) => void };

const rerunnable: readonly string[] = ["failed", "suspended", "ignored"];
const ignorable: readonly string[] = ["failed", "suspended"];

/** Everything the ledger knows of a mail, and what can be done with it. */
export function LedgerDetails({ entry, onChange }: Props) {
  const { t } = useWords();
  const rights = useSignedIn().me.rights;
  const mayRun = (rights["mail.rerun"] ?? "none") !== "none";
  const { busy, failure, submit } = useSubmit({ conflict: "ledger.changed" });
  const act = (verb: "rerun" | "ignore", done: MessageKey) =>
    submit(null, async () => {
      onChange(await request<LedgerEntry>(`/api/v1/mail/${entry.id}/${verb}`, { method: "POST" }));
      say(t(done));
    });
  return (
    <div className="ledger-details">
      <dl className="facts">
        {useFacts(entry).map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Failed text={failure} />
      <div className="form-end">
        <a className="button" href={`/api/v1/mail/${entry.id}/raw`} download={`mail-${entry.id}.eml`}>
          <Icon name="download" /> {t("ledger.raw")}
        </a>
        {mayRun && rerunnable.includes(entry.state) && (
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => act("rerun", "ledger.rerunDone")}
          >
            {t("ledger.rerun")}
          </button>
        )}
        {mayRun && ignorable.includes(entry.state) && (
          <button
            type="button"
            className="button"
            data-kind="quiet"
            disabled={busy}
            onClick={() => act("ignore", "ledger.ignoreDone")}
          >
            {t("ledger.ignore")}
          </button>
        )}
      </div>
    </div>
  );
}

function useFacts(entry: LedgerEntry): readonly (readonly [name: string, value: string])[] {
  const { t, format } = useWords();
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    [t("ledger.fact.at"), format.exact(Date.parse(entry.receivedAt))],
    [t("ledger.fact.to"), entry.to],
    [t("ledger.fact.mailbox"), entry.mailbox.name],
    [t("ledger.fact.size"), t("ledger.bytes", { count: entry.size })],
    [t("ledger.fact.attempts"), format.number(entry.attempts)],
    [t("ledger.fact.duplicateOf"), entry.duplicateOf === null ? null : `${entry.duplicateOf}`],
    [t("ledger.fact.detail"), entry.detail],
    ["Message-ID", entry.messageId],
    ["SHA-256", entry.sha256],
  ];
  return facts.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value] as const]));
}
