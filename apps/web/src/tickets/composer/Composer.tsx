import { useEffect, useRef, useState } from "react";
import type { ThreadView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { Keys } from "../../keys/KeyHint.tsx";
import { perform } from "../../store/acts.ts";
import { statusAfterReply } from "../../store/predict.ts";
import { useSignal } from "../../store/signal.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { personName } from "../person-name.ts";
import { closeComposer, composer, openComposer, type ComposerMode } from "./bridge.ts";
import "./composer.css";

type Props = { readonly ticket: ShownTicket; readonly thread: ThreadView };

/** Where replies and notes are written. Its button names the status that sending leads to. */
export function Composer({ ticket, thread }: Props) {
  const { t } = useWords();
  const [texts, setTexts] = useState({ reply: thread.drafts.reply ?? "", note: thread.drafts.note ?? "" });
  const field = useRef<HTMLTextAreaElement>(null);
  const open = useSignal(composer);
  const mode = open?.number === ticket.number ? open.mode : null;
  useEffect(() => {
    if (open?.number === ticket.number) field.current?.focus();
  }, [open, ticket.number]);
  const name = personName(ticket.requester);
  if (mode === null) return <Closed name={name} onOpen={(next) => openComposer(ticket.number, next)} />;
  const text = texts[mode];
  const send = (resolve: boolean) => {
    if (text.trim() === "") return;
    const kept = text;
    const giveBack = () => {
      setTexts((before) => ({ ...before, [mode]: kept }));
      openComposer(ticket.number, mode);
    };
    const act =
      mode === "note"
        ? ({ verb: "note", body: { text } } as const)
        : ({ verb: "reply", body: { text, ...(resolve ? { resolve: true } : {}) } } as const);
    if (!perform([ticket.number], act, { onUndo: giveBack })) return;
    setTexts({ ...texts, [mode]: "" });
    closeComposer();
  };
  return (
    <section className="composer" data-testid="composer" data-mode={mode}>
      <div className="composer-tabs" role="group">
        {(["reply", "note"] as const).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={mode === each}
            onClick={() => openComposer(ticket.number, each)}
          >
            {each === "reply" ? t("composer.replyTo", { name }) : t("composer.note")}
          </button>
        ))}
      </div>
      {mode === "note" && <p className="composer-flag">{t("message.note")}</p>}
      <textarea
        ref={field}
        className="composer-text"
        aria-label={mode === "reply" ? t("composer.reply") : t("composer.note")}
        placeholder={mode === "reply" ? t("composer.writeReply") : t("composer.writeNote")}
        value={text}
        rows={4}
        onChange={(event) => setTexts({ ...texts, [mode]: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
            send(event.shiftKey && mode === "reply");
        }}
      />
      <div className="composer-end">
        {mode === "reply" && (
          <button type="button" className="button" onClick={() => send(true)}>
            {t("composer.sendResolve")} <Keys chord="Mod+Shift+Enter" />
          </button>
        )}
        <button type="button" className="button" data-kind="primary" onClick={() => send(false)}>
          {mode === "note"
            ? t("composer.addNote")
            : t("composer.sendAs", { status: t(`status.${statusAfterReply(ticket, {})}`) })}
          <Keys chord="Mod+Enter" />
        </button>
      </div>
    </section>
  );
}

function Closed({ name, onOpen }: { readonly name: string; readonly onOpen: (mode: ComposerMode) => void }) {
  const { t } = useWords();
  return (
    <div className="composer-closed" data-testid="composer-closed">
      <button type="button" onClick={() => onOpen("reply")}>
        <span className="truncate">{t("composer.replyTo", { name })}</span> <Keys chord="r" />
      </button>
      <button type="button" data-mode="note" onClick={() => onOpen("note")}>
        {t("composer.note")} <Keys chord="n" />
      </button>
    </div>
  );
}
