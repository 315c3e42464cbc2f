import type { BulkRefusal } from "@kvit/contract/acts";
import { useWords } from "../i18n/language.ts";
import { sayRefusal } from "../api/explain-refusal.ts";
import { dismissRun, runs, stopRun, type ShownRun } from "../store/bulk.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import { selectOnly } from "../store/list.ts";
import { useSignal } from "../store/signal.ts";
import { Icon } from "../ui/Icon.tsx";

/** What is done to many tickets at once: how far it is, and in the end what was left as it was, and why. */
export function RunBars() {
  const all = useSignal(runs);
  return (
    <div>
      {all.map((shown) => (
        <RunBar key={shown.key} shown={shown} />
      ))}
    </div>
  );
}

function RunBar({ shown }: { readonly shown: ShownRun }) {
  const { run } = shown;
  const ended = run !== null && run.state !== "running" ? run : null;
  return (
    <div className="toast run" data-testid="run" data-state={run?.state ?? "saving"}>
      <span className="toast-text" role="status">
        <Words shown={shown} />
        {ended === null && (
          <progress
            className="run-progress"
            max={shown.total}
            value={run?.passed ?? 0}
            aria-label={shown.words}
          />
        )}
        {ended !== null && ended.refused > 0 && <Refusals refusals={ended.refusals} count={ended.refused} />}
      </span>
      <Ways shown={shown} ended={ended !== null} />
    </div>
  );
}

function Ways({ shown, ended }: { readonly shown: ShownRun; readonly ended: boolean }) {
  const { t } = useWords();
  const { run, key, undo, back } = shown;
  return (
    <>
      {!ended && run !== null && (
        <button type="button" className="button" onClick={() => void stopRun(run.id)}>
          {t("bulk.stop")}
        </button>
      )}
      {undo !== null && (
        <button type="button" className="button" onClick={undo}>
          {t(back ? "common.redo" : "common.undo")} <KeyHint command={back ? "app.redo" : "app.undo"} />
        </button>
      )}
      {ended && (
        <button
          type="button"
          className="icon-button"
          aria-label={t("common.dismiss")}
          onClick={() => dismissRun(key)}
        >
          <Icon name="close" />
        </button>
      )}
    </>
  );
}

function Words({ shown: { words, run, total } }: { readonly shown: ShownRun }) {
  const { t, format } = useWords();
  const values = { action: words, total: format.number(total) };
  if (run === null || run.state === "running")
    return t("bulk.running", { ...values, done: format.number(run?.passed ?? 0) });
  if (run.state === "stopped") return t("bulk.stopped", { ...values, done: format.number(run.done) });
  return t("bulk.done", { action: words, count: run.done });
}

const most = 5;
type RefusalsProps = { readonly refusals: readonly BulkRefusal[]; readonly count: number };

function Refusals({ refusals, count }: RefusalsProps) {
  const { t } = useWords();
  return (
    <span className="run-refusals">
      <span>{t("bulk.refused", { count })}</span>
      <ul>
        {refusals.slice(0, most).map((refusal) => (
          <li key={refusal.number}>{`#${refusal.number}: ${sayRefusal(refusal)}`}</li>
        ))}
      </ul>
      <button
        type="button"
        className="button"
        data-kind="quiet"
        onClick={() => selectOnly(refusals.map(({ number }) => number))}
      >
        {t("bulk.selectRefused")}
      </button>
    </span>
  );
}
