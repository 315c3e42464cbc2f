import { useState } from "react";
import { useWords } from "../../i18n/language.ts";
import { changeDraft, draftKey, draftSaved, type Draft } from "../../store/drafts.ts";
import { useKeyed } from "../../store/signal.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { Icon } from "../../ui/Icon.tsx";
import { personName } from "../person-name.ts";
import { openComposer, type ComposerMode } from "./bridge.ts";

type Props = { readonly ticket: ShownTicket; readonly mode: ComposerMode; readonly draft: Draft };

/** To whom this goes: the customer (and copies), or the own team alone. */
export function ComposerHead({ ticket, mode, draft }: Props) {
  const { t, format } = useWords();
  const savedAt = useKeyed(draftSaved, draftKey(ticket.number, mode));
  const name = personName(ticket.requester);
  return (
    <>
      <div className="composer-head">
        <div className="composer-tabs" role="group" aria-label={t("command.switchMode")}>
          {(["reply", "note"] as const).map((each) => (
            <button
              key={each}
              type="button"
              className="truncate"
              aria-pressed={mode === each}
              aria-keyshortcuts={each === mode ? undefined : "Control+."}
              onClick={() => openComposer(ticket.number, each)}
            >
              {each === "reply" ? t("composer.replyTo", { name }) : t("composer.note")}
            </button>
          ))}
        </div>
        <span className="composer-saved meta" role="status" data-testid="draft-saved">
          {savedAt !== undefined && t("composer.draftSaved", { time: format.time(savedAt) })}
        </span>
      </div>
      {mode === "note" ? (
        <p className="composer-flag">
          <Icon name="note" /> {t("message.note")}
        </p>
      ) : (
        <Recipients ticket={ticket} draft={draft} />
      )}
    </>
  );
}

function Recipients({ ticket, draft }: { readonly ticket: ShownTicket; readonly draft: Draft }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { email } = ticket.requester;
  const copies = open || draft.cc !== "";
  return (
    <div className="composer-to">
      {email !== null && <span className="meta truncate">{t("message.to", { list: email })}</span>}
      {copies ? (
        <label className="composer-cc">
          <span className="meta">{t("composer.copyTo")}</span>
          <input
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            autoFocus={open}
            value={draft.cc}
            onChange={(event) => changeDraft(ticket.number, "reply", { cc: event.target.value })}
          />
        </label>
      ) : (
        <button type="button" className="link composer-add" onClick={() => setOpen(true)}>
          {t("composer.addCopy")}
        </button>
      )}
    </div>
  );
}
