import { useEffect, useId, useRef, type ReactNode } from "react";
import { pushLayer } from "../keys/layer.ts";
import { useWords } from "../i18n/language.ts";

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  /** The button: verb and object. */
  readonly action: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly failure?: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Asks once more before something that cannot be taken back. */
export function Confirm(props: Props) {
  const { t } = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const pop = pushLayer();
    dialog.current?.showModal();
    return pop;
  }, []);
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={id}
      data-testid="confirm"
      onClose={props.onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onConfirm();
        }}
      >
        <h2 id={id}>{props.title}</h2>
        <div className="confirm-body">{props.children}</div>
        <Failed text={props.failure ?? null} />
        <div className="sheet-end">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t("common.cancel")}
          </button>
          <button
            type="submit"
            className="button"
            data-kind={props.danger === true ? "danger" : "primary"}
            disabled={props.busy}
          >
            {props.action}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** What went wrong with a form as a whole. */
export function Failed({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p className="field-error" role="alert">
      {text}
    </p>
  );
}
