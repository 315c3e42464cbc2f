import type { ThreadView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { runCommand } from "../../keys/registry.ts";
import { KeyHint } from "../../keys/KeyHint.tsx";
import type { ShownTicket } from "../../store/tickets.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useMinute } from "../../ui/time.ts";
import { reviewReason } from "./review-reason.ts";
import "./aside.css";

type Props = { readonly ticket: ShownTicket; readonly thread: ThreadView };

/**
 * Above the conversation of a ticket that somebody has to look at, or that lies
 * in spam or in the trash: why, until when, and the ways out.
 */
export function AsideBar({ ticket, thread }: Props) {
  const { t, format } = useWords();
  const now = useMinute();
  const { status, needsReview, purgeAt } = ticket;
  const isAside = status === "spam" || status === "deleted";
  if (!needsReview && !isAside) return null;
  const goes = purgeAt === null ? null : t("review.purgeAt", { at: format.brief(Date.parse(purgeAt), now) });
  return (
    <div className="aside-bar" role="status" data-testid="aside-bar" data-review={needsReview}>
      <Icon name="flag" />
      <p>
        {needsReview ? <Why thread={thread} /> : isAside && t(`review.lies.${status}`)}
        {goes !== null && ` ${goes}`}
      </p>
      <span className="aside-ways">
        {status === "spam" && <Way command="ticket.notSpam" label={t("command.notSpam")} />}
        {status === "deleted" && <Way command="ticket.restore" label={t("command.restore")} />}
        {needsReview && <Way command="ticket.review" label={t("command.review")} />}
      </span>
    </div>
  );
}

function Why({ thread }: Pick<Props, "thread">) {
  const { t, format } = useWords();
  const { why, at } = reviewReason(thread);
  if (at === null || why === "other") return <>{t("review.other")}</>;
  return <>{t(`review.${why}`, { at: format.dateTime(Date.parse(at)) })}</>;
}

function Way({ command, label }: { readonly command: string; readonly label: string }) {
  return (
    <button type="button" className="button" onClick={() => runCommand(command)}>
      {label} <KeyHint command={command} />
    </button>
  );
}
