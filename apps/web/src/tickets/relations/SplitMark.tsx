import type { MessageView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { useSignal } from "../../store/signal.ts";
import { useThread } from "../../store/threads.ts";
import { beginSplit, isSplittable, splitting, toggleSplit } from "./splitting.ts";
import "./relations.css";

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

/** On each message that can begin a ticket of its own: begins to choose, with this one chosen. */
export function SplitButton({ number, message }: { readonly number: number; readonly message: MessageView }) {
  const { t } = useWords();
  const isChoosing = useSignal(splitting)?.number === number;
  const mayNot = useThread(number).thread?.may["split"] ?? null;
  if (isChoosing || mayNot !== null || !isSplittable(message, number)) return null;
  const begin = () => {
    beginSplit(number);
    toggleSplit(message.id);
  };
  return (
    <button type="button" className="link message-more" data-testid="split-begin" onClick={begin}>
      {t("split.begin")}
    </button>
  );
}
