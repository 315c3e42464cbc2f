import { request } from "../api/request.ts";
import { say } from "../app/toasts.ts";
import { useWords } from "../i18n/language.ts";
import { Confirm } from "../page/Confirm.tsx";
import { useSubmit } from "../page/use-submit.ts";
import { loadSession } from "../store/session.ts";

type Props = {
  readonly count: number;
  readonly onGone: () => void;
  readonly onClose: () => void;
};

/** Asks once more, then takes all sample tickets away. */
export function ConfirmRemoveSamples({ count, onGone, onClose }: Props) {
  const { t } = useWords();
  const { busy, failure, submit } = useSubmit();
  const remove = async () => {
    await request("/api/v1/samples", { method: "DELETE" });
    onClose();
    onGone();
    await loadSession();
    say(t("samples.gone"));
  };
  return (
    <Confirm
      title={t("samples.sure")}
      action={t("samples.remove")}
      danger
      busy={busy}
      failure={failure}
      onConfirm={() => submit(null, remove)}
      onClose={onClose}
    >
      <p>{t("samples.sureBody", { count })}</p>
    </Confirm>
  );
}
