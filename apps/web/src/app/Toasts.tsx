import { useWords } from "../i18n/language.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import { useSignal } from "../store/signal.ts";
import { RunBars } from "../tickets/later.tsx";
import { HeldBar } from "../tickets/HeldBar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { dismissToast, toasts, type Toast } from "./toasts.ts";

/** Short messages: what went well is read politely, what failed at once. */
export function Toasts() {
  const all = useSignal(toasts);
  return (
    <div className="toasts">
      <div>
        <HeldBar undoElsewhere={all.some(({ action }) => action?.keys === "app.undo")} />
      </div>
      <RunBars />
      <div role="status" aria-live="polite">
        {all
          .filter((toast) => toast.kind !== "error")
          .map((toast) =>
            toast.kind === "spoken" ? (
              <span key={toast.id} className="hidden">
                {toast.text}
              </span>
            ) : (
              <ToastLine key={toast.id} toast={toast} />
            ),
          )}
      </div>
      <div role="alert" aria-live="assertive">
        {all
          .filter((toast) => toast.kind === "error")
          .map((toast) => (
            <ToastLine key={toast.id} toast={toast} />
          ))}
      </div>
    </div>
  );
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  const { t } = useWords();
  const { action } = toast;
  return (
    <div className="toast" data-kind={toast.kind} data-testid="toast">
      <span className="toast-text">{toast.text}</span>
      {action !== undefined && (
        <button
          type="button"
          className="button"
          onClick={() => {
            dismissToast(toast.id);
            action.run();
          }}
        >
          {action.label} {action.keys !== undefined && <KeyHint command={action.keys} />}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t("common.dismiss")}
        onClick={() => dismissToast(toast.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
