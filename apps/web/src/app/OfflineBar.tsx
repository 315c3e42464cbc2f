import { useWords } from "../i18n/language.ts";
import { link } from "../store/live.ts";
import { unsaved } from "../store/mutations.ts";
import { useSignal } from "../store/signal.ts";

/** Says that the line is down, and how many changes wait; blocks nothing. */
export function OfflineBar() {
  const { t } = useWords();
  const state = useSignal(link);
  const waiting = useSignal(unsaved);
  return (
    <div className="bar" role="status">
      {state === "offline" && (
        <p className="offline" data-testid="offline">
          {t("error.offline")} {waiting > 0 && t("error.waiting", { count: waiting })}
        </p>
      )}
    </div>
  );
}
