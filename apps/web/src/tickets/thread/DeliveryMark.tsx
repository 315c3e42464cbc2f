import type { MessageView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { useSecondsLeft } from "../HeldBar.tsx";

const minuteMs = 60_000;

/** Where an outgoing message stands, in words: held, waiting, sent, failed, came back. */
export function DeliveryMark({ message }: { readonly message: MessageView }) {
  const { t, format } = useWords();
  const { delivery } = message;
  const seconds = useSecondsLeft(delivery?.heldUntil == null ? 0 : Date.parse(delivery.heldUntil));
  if (delivery === null) return null;
  const bad = delivery.state === "failed" || delivery.state === "bounced";
  // the hold is over and the news of it is on its way
  const state = delivery.state === "held" && seconds === 0 ? "sending" : delivery.state;
  const at = format.time(Date.parse(delivery.at));
  // the time of writing stands beside it already, and the hold is no news
  const sentAtOnce = state === "sent" && Date.parse(delivery.at) - Date.parse(message.at) < minuteMs;
  const wordsOf = (): string => {
    if (state === "sent" && delivery.sandboxed) return t("delivery.sandboxed");
    return sentAtOnce ? t("delivery.sentAtOnce") : t(`delivery.${state}`, { at, seconds });
  };
  return (
    <span
      className="delivery"
      data-testid="delivery"
      data-state={state}
      data-bad={bad || undefined}
      title={delivery.detail ?? undefined}
    >
      {wordsOf()}
    </span>
  );
}
