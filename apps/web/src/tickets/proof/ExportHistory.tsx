import { useState } from "react";
import { explain } from "../../api/explain.ts";
import { request } from "../../api/request.ts";
import { useWords } from "../../i18n/language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { download } from "../thread/timeline-csv.ts";

/** The history as a signed file. What never left the desk stays here unless it is ticked. */
export function ExportHistory({ number }: { readonly number: number }) {
  const { t } = useWords();
  const [notes, setNotes] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      const path = `/api/v1/tickets/${number}/export?notes=${notes ? "yes" : "no"}`;
      const file = await request<unknown>(path);
      download(`kvit-${number}.json`, `${JSON.stringify(file, null, 1)}\n`, "application/json");
    } catch (cause) {
      setError(explain(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="proof-export">
      <p className="meta">{t("proof.hint")}</p>
      <label className="proof-tick">
        <input
          type="checkbox"
          checked={notes}
          data-testid="proof-notes"
          onChange={(event) => setNotes(event.target.checked)}
        />
        {t("proof.withNotes")}
      </label>
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="proof-actions">
        <button
          type="button"
          className="button"
          data-testid="proof-export"
          disabled={busy}
          onClick={() => void save()}
        >
          <Icon name="download" /> {t("proof.export")}
        </button>
        <a className="link" href="/history-checker.mjs" download="kvit-check.mjs" data-testid="proof-checker">
          {t("proof.checker")}
        </a>
      </div>
    </section>
  );
}
