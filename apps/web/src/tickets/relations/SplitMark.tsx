import type { MessageView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { useSignal } from "../../store/signal.ts";
import { isSplittable, splitting, toggleSplit } from "./splitting.ts";

/** While messages are chosen to be split off: whether this one is. */
export function SplitMark({ number, message }: { readonly number: number; readonly message: MessageView }) {
  const { t } = useWords();
  const chosen = useSignal(splitting);
  if (chosen?.number !== number || !isSplittable(message, number)) return null;
  return (
    <input
      type="checkbox"
      data-testid="split-choose"
      aria-label={t("split.choose")}
      checked={chosen.ids.includes(message.id)}
      onChange={() => toggleSplit(message.id)}
    />
  );
}
