import { useEffect } from "react";
import type { ThreadView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { KeyHint } from "../../keys/KeyHint.tsx";
import { isEmptyDraft, useDraft } from "../../store/drafts.ts";
import { useSignal } from "../../store/signal.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { personName } from "../person-name.ts";
import { composer, openComposer, type ComposerMode } from "./bridge.ts";
import { composerParts, loadComposer } from "./load-composer.ts";
import "./composer.css";

type Props = { readonly ticket: ShownTicket; readonly thread: ThreadView };

/** The foot of a conversation: two doors to the composer, or the composer itself. */
export function ComposerDock({ ticket, thread }: Props) {
  const open = useSignal(composer);
  const parts = useSignal(composerParts);
  const isOpen = open?.number === ticket.number;
  useEffect(() => {
    if (isOpen) void loadComposer();
  }, [isOpen]);
  if (!isOpen || open === null) return <Closed ticket={ticket} />;
  if (parts === null) return <div className="composer-room" aria-busy="true" />;
  return <parts.Composer ticket={ticket} thread={thread} open={open} />;
}

function Closed({ ticket }: { readonly ticket: ShownTicket }) {
  const { t } = useWords();
  const name = personName(ticket.requester);
  return (
    <div className="composer-closed" data-testid="composer-closed">
      <Door ticket={ticket} mode="reply" label={t("composer.replyTo", { name })} />
      <Door ticket={ticket} mode="note" label={t("composer.note")} />
    </div>
  );
}

type DoorProps = { readonly ticket: ShownTicket; readonly mode: ComposerMode; readonly label: string };
function Door({ ticket, mode, label }: DoorProps) {
  const { t } = useWords();
  const draft = useDraft(ticket.number, mode);
  const text = draft.html.replaceAll(/<[^>]*>/g, " ").trim();
  return (
    <button type="button" data-mode={mode} onClick={() => openComposer(ticket.number, mode)}>
      <span className="truncate">
        {label}
        {!isEmptyDraft(draft) && (
          <span className="composer-kept">
            {" · "}
            <b>{t("row.draft")}</b> <PlainText html={text} />
          </span>
        )}
      </span>
      <KeyHint command={mode === "reply" ? "ticket.reply" : "ticket.note"} />
    </button>
  );
}

/** The first words of a draft, with its entities read. */
function PlainText({ html }: { readonly html: string }) {
  const holder = document.createElement("textarea");
  holder.innerHTML = html;
  return holder.value;
}
