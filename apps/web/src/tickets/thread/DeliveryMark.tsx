import type { MessageView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";

/** Where an outgoing message stands: held, waiting, sent, failed. */
export function DeliveryMark({ message, now }: { readonly message: MessageView; readonly now: number }) {
  const { t, format } = useWords();
  const { delivery } = message;
  if (delivery === null) return null;
  const bad = delivery.state === "failed" || delivery.state === "bounced";
  const held =
    delivery.heldUntil === null ? 0 : Math.max(0, Math.ceil((Date.parse(delivery.heldUntil) - now) / 1000));
  const values = { at: format.time(Date.parse(delivery.at)), seconds: held };
  return (
    <span
      className="delivery"
      data-testid="delivery"
      data-state={delivery.state}
      data-bad={bad || undefined}
      title={delivery.detail ?? undefined}
    >
      {t(`delivery.${delivery.state}`, values)}
    </span>
  );
}
