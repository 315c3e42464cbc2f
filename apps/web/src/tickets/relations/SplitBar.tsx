import { useEffect } from "react";
import type { ThreadView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { perform } from "../../store/acts.ts";
import { useSignal } from "../../store/signal.ts";
import { endSplit, splitting } from "./splitting.ts";
import "./relations.css";

/** In place of the composer while messages are chosen: how many, and the request that they will begin. */
export function SplitBar({ number, thread }: { readonly number: number; readonly thread: ThreadView }) {
  const { t } = useWords();
  const chosen = useSignal(splitting)?.ids ?? [];
  useEffect(() => endSplit, []);
  const kinds = thread.messages.filter(({ id }) => chosen.includes(id)).map(({ kind }) => kind);
  const lacks = chosen.length > 0 && !kinds.includes("customer");
  const split = () => {
    const messageIds = chosen.toSorted((a, b) => a - b);
    if (perform([number], { verb: "split", body: { messageIds } })) endSplit();
  };
  return (
    <div className="merged-bar" data-testid="split-bar">
      <span role="status">
        {t("split.chosen", { count: chosen.length })} {lacks && t("split.customers")}
      </span>
      <button type="button" className="button" data-kind="quiet" onClick={endSplit}>
        {t("common.cancel")}
      </button>
      <button
        type="button"
        className="button"
        data-kind="primary"
        disabled={chosen.length === 0 || lacks}
        onClick={split}
      >
        {t("split.do")}
      </button>
    </div>
  );
}
