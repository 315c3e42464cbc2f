import type { LinkView, ThreadView, TicketBrief } from "@kvit/contract/tickets";
import { chosenLinkKinds } from "@kvit/domain/tickets";
import { ticketPath } from "../../app/navigation.ts";
import { useWords } from "../../i18n/language.ts";
import { KeyHint } from "../../keys/KeyHint.tsx";
import { runCommand } from "../../keys/registry.ts";
import { perform } from "../../store/acts.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import "./relations.css";

/** The tickets this one is linked with, and those merged into it. */
export function Linked({ thread }: { readonly thread: ThreadView }) {
  const { t } = useWords();
  const { number } = thread.ticket;
  return (
    <section className="others linked-section" data-testid="linked">
      <h3>{t("details.linked")}</h3>
      <ul>
        {thread.mergedInto !== null && (
          <li>
            <Brief words={t("ticket.mergedInto", { reference: "" }).trim()} ticket={thread.mergedInto} />
          </li>
        )}
        {thread.merged.map((merged) => (
          <li key={`merged-${merged.number}`}>
            <Brief words={t("details.mergedHere")} ticket={merged} />
          </li>
        ))}
        {thread.links.map((link, index) => (
          <li key={`${link.kind}-${link.ticket?.number ?? `unseen-${index}`}`} className="linked">
            <Brief words={t(`link.kind.${link.kind}`)} ticket={link.ticket} />
            <Remove number={number} link={link} />
          </li>
        ))}
      </ul>
      <button type="button" className="link" onClick={() => runCommand("ticket.link")}>
        {t("command.link")} <KeyHint command="ticket.link" />
      </button>
    </section>
  );
}

function Brief({ words, ticket }: { readonly words: string; readonly ticket: TicketBrief | null }) {
  const { t } = useWords();
  if (ticket === null)
    return (
      <span className="other meta">
        {words} · {t("link.unseen")}
      </span>
    );
  return (
    <AppLink className="other" href={ticketPath(ticket.number)}>
      <StatusGlyph status={ticket.status} />
      <span className="other-words truncate" title={ticket.subject}>
        {words} {ticket.reference} · {ticket.subject}
      </span>
      <span className="hidden">{t(`status.${ticket.status}`)}</span>
    </AppLink>
  );
}

/** What came about by a follow-up or a split stays. */
function Remove({ number, link }: { readonly number: number; readonly link: LinkView }) {
  const { t } = useWords();
  const kind = chosenLinkKinds.find((each) => each === link.kind);
  const { ticket } = link;
  if (kind === undefined || ticket === null) return null;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t("link.remove", { reference: ticket.reference })}
      onClick={() => void perform([number], { verb: "unlink", body: { kind, ticket: ticket.number } })}
    >
      <Icon name="close" />
    </button>
  );
}
