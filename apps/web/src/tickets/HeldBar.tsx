import { useEffect, useState } from "react";
import { useWords } from "../i18n/language.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import { held, type Outgoing } from "../store/outgoing.ts";
import { askNow, questions, type Question } from "../store/questions.ts";
import { sendNow, sentAt, takeBack } from "../store/send-message.ts";
import { useSignal } from "../store/signal.ts";
import { getTicket } from "../store/tickets.ts";

/**
 * The mails that wait before they leave, wherever the person has gone
 * meanwhile: each reply, and the newest question whether it is solved. The keys
 * stand beside the one they work on; that of undo not while a newer act has it
 * (`undoElsewhere`).
 */
export function HeldBar({ undoElsewhere }: { readonly undoElsewhere: boolean }) {
  const replies = useSignal(held);
  const waiting = useSignal(questions);
  const question = waiting.at(-1);
  const newest = replies.at(-1);
  const asksLast = question !== undefined && question.at > sentAt(newest);
  const keys = { undo: !undoElsewhere, now: true };
  return (
    <>
      {replies.map((entry) => (
        <ReplyLine key={entry.key} entry={entry} keys={entry === newest && !asksLast ? keys : noKeys} />
      ))}
      {question !== undefined && (
        <QuestionLine
          key={question.key}
          question={question}
          others={waiting.slice(0, -1).reduce((sum, { numbers }) => sum + numbers.length, 0)}
          keys={asksLast ? keys : noKeys}
        />
      )}
    </>
  );
}

/** Which keys are shown. */
type Keys = { readonly undo: boolean; readonly now: boolean };
const noKeys: Keys = { undo: false, now: false };

const referenceOf = (number: number) => getTicket(number)?.reference ?? `#${number}`;

function ReplyLine({ entry, keys }: { readonly entry: Outgoing; readonly keys: Keys }) {
  const { t } = useWords();
  const seconds = useSecondsLeft(entry.heldUntil ?? 0);
  const reference = referenceOf(entry.number);
  return (
    <div className="toast held" data-testid="held" data-ticket={entry.number}>
      <span className="toast-text">{t("composer.heldTo", { reference, seconds })}</span>
      <Ways keys={keys} onUndo={() => takeBack(entry.key)} onNow={() => void sendNow(entry.key)} />
    </div>
  );
}

type QuestionProps = { readonly question: Question; readonly others: number; readonly keys: Keys };
function QuestionLine({ question, others, keys }: QuestionProps) {
  const { t } = useWords();
  const { resolved, numbers, until, undo } = question;
  const seconds = useSecondsLeft(until);
  const done = t("act.resolve");
  const lead =
    resolved > 1
      ? t("queue.bulkDone", { count: resolved, action: done })
      : `${referenceOf(numbers[0] ?? 0)} · ${done}`;
  return (
    <div className="toast" data-testid="asking" data-ticket={numbers[0]}>
      <span className="toast-text">
        <b>{lead}.</b> {t("act.asks", { count: numbers.length, seconds })}
        {others > 0 && ` (${t("act.asksMore", { count: others })})`}
      </span>
      <Ways keys={keys} onUndo={undo} onNow={() => void askNow(question)} />
    </div>
  );
}

type WaysProps = { readonly keys: Keys; readonly onUndo: () => void; readonly onNow: () => void };
function Ways({ keys, onUndo, onNow }: WaysProps) {
  const { t } = useWords();
  return (
    <>
      <button type="button" className="button" onClick={onUndo}>
        {t("common.undo")} {keys.undo && <KeyHint command="app.undo" />}
      </button>
      <button type="button" className="button" onClick={onNow}>
        {t("command.sendNow")} {keys.now && <KeyHint command="app.sendNow" />}
      </button>
    </>
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
