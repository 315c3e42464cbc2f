import type { ThreadView } from "@kvit/contract/tickets";
import { ticketPath } from "../../app/navigation.ts";
import { useWords } from "../../i18n/language.ts";
import { runCommand } from "../../keys/registry.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { Icon } from "../../ui/Icon.tsx";
import "./relations.css";

/** In place of the composer: where the conversation goes on, and the way back. */
export function MergedBar({ ticket, thread }: { readonly ticket: ShownTicket; readonly thread: ThreadView }) {
  const { t } = useWords();
  const into = thread.mergedInto;
  const reference = into?.reference ?? `#${ticket.mergedInto}`;
  const words = t("ticket.mergedInto", { reference });
  return (
    <div className="merged-bar" role="status" data-testid="merged-bar">
      <Icon name="more" />
      {into === null ? (
        <span>{words}</span>
      ) : (
        <AppLink href={ticketPath(into.number)}>
          {words} · {into.subject}
        </AppLink>
      )}
      <button type="button" className="button" onClick={() => runCommand("ticket.unmerge")}>
        {t("command.unmerge")}
      </button>
    </div>
  );
}
