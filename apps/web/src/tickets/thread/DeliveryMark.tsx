import type { MessageView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { useSecondsLeft } from "../HeldBar.tsx";

/** Where an outgoing message stands, in words: held, waiting, sent, failed, came back. */
export function DeliveryMark({ message }: { readonly message: MessageView }) {
  const { t, format } = useWords();
  const { delivery } = message;
  const seconds = useSecondsLeft(delivery?.heldUntil == null ? 0 : Date.parse(delivery.heldUntil));
  if (delivery === null) return null;
  const bad = delivery.state === "failed" || delivery.state === "bounced";
  // the hold is over and the news of it is on its way
  const state = delivery.state === "held" && seconds === 0 ? "sending" : delivery.state;
  return (
    <span
      className="delivery"
      data-testid="delivery"
      data-state={state}
      data-bad={bad || undefined}
      title={delivery.detail ?? undefined}
    >
      {t(`delivery.${state}`, { at: format.time(Date.parse(delivery.at)), seconds })}
    </span>
  );
}
