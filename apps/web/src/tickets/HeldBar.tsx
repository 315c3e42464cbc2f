import { useEffect, useState } from "react";
import { useWords } from "../i18n/language.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import { held, type Outgoing } from "../store/outgoing.ts";
import { sendNow, takeBack } from "../store/send-message.ts";
import { useSignal } from "../store/signal.ts";
import { getTicket } from "../store/tickets.ts";

/** The replies that wait before they leave, wherever the person has gone meanwhile. */
export function HeldBar() {
  const waiting = useSignal(held);
  const newest = waiting.at(-1)?.key;
  return waiting.map((entry) => <HeldLine key={entry.key} entry={entry} newest={entry.key === newest} />);
}

function HeldLine({ entry, newest }: { readonly entry: Outgoing; readonly newest: boolean }) {
  const { t } = useWords();
  const seconds = useSecondsLeft(entry.heldUntil ?? 0);
  const reference = getTicket(entry.number)?.reference ?? `#${entry.number}`;
  return (
    <div className="toast held" data-testid="held" data-ticket={entry.number}>
      <span className="toast-text">{t("composer.heldTo", { reference, seconds })}</span>
      <button type="button" className="button" onClick={() => takeBack(entry.key)}>
        {t("common.undo")} {newest && <KeyHint command="app.undo" />}
      </button>
      <button type="button" className="button" onClick={() => void sendNow(entry.key)}>
        {t("command.sendNow")} {newest && <KeyHint command="app.sendNow" />}
      </button>
    </div>
  );
}

/** Whole seconds until a moment, counted down. */
export function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  const running = until > now;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return Math.max(0, Math.ceil((until - now) / 1000));
}
