import { useEffect, useRef } from "react";
import type { ThreadView } from "@kvit/contract/tickets";
import { go, ticketPath } from "../../app/navigation.ts";
import { useWords } from "../../i18n/language.ts";
import { useSignal } from "../../store/signal.ts";
import { useMinute } from "../../ui/time.ts";
import { peek } from "../peek.ts";
import { MessageCard } from "./MessageCard.tsx";
import "./thread.css";

/** The first and the last two messages: enough to know what is wanted and what was said last. */
export function PreviewThread({ thread }: { readonly thread: ThreadView }) {
  const { t } = useWords();
  const now = useMinute();
  const last = useRef<HTMLDivElement>(null);
  const wish = useSignal(peek);
  const answered = useRef(wish);
  useEffect(() => {
    if (answered.current === wish) return;
    answered.current = wish;
    last.current?.scrollIntoView({ block: "end" });
  }, [wish]);
  const { messages } = thread;
  // the cards are kept from ticket to ticket and only their text is drawn anew
  const head = messages.slice(0, 1);
  const tail = messages.slice(Math.max(1, messages.length - 2));
  const between = messages.length - head.length - tail.length;
  return (
    <div className="entries">
      {head.map((message, index) => (
        <MessageCard key={`head${index}`} number={thread.ticket.number} message={message} now={now} />
      ))}
      {between > 0 && (
        <button type="button" className="between" onClick={() => go(ticketPath(thread.ticket.number))}>
          {t("message.more", { count: between })}
        </button>
      )}
      {tail.map((message, index) => (
        <MessageCard key={`tail${index}`} number={thread.ticket.number} message={message} now={now} />
      ))}
      <div ref={last} />
    </div>
  );
}
