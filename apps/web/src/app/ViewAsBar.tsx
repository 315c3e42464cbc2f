import { useWords } from "../i18n/language.ts";
import { lookAs, viewAs } from "../store/view-as.ts";
import { useSignal } from "../store/signal.ts";

/** Says whose eyes one looks through, and how to stop. */
export function ViewAsBar() {
  const { t } = useWords();
  const role = useSignal(viewAs);
  if (role === null) return null;
  return (
    <p className="view-as" data-testid="view-as">
      <span>{t(`viewAs.${role}`)}</span>
      <button type="button" className="view-as-stop" onClick={() => lookAs(null, "/settings/rights")}>
        {t("viewAs.stop")}
      </button>
    </p>
  );
}
