import { useWords } from "../i18n/language.ts";
import { explain } from "../api/explain.ts";
import { loadMore, type ListState } from "../store/list.ts";
import { allTickets } from "../store/tickets.ts";

/** What stands below or instead of the rows: loading, failure, or why there is nothing. */
export function EmptyList({ state }: { readonly state: ListState }) {
  const { t } = useWords();
  if (state.error !== null) {
    return (
      <div className="list-empty" role="alert">
        <p>{t("queue.failed", { detail: explain(state.error) })}</p>
        <button type="button" className="button" onClick={() => void loadMore(true)}>
          {t("common.retry")}
        </button>
      </div>
    );
  }
  if (state.loading) return state.rows.length > 0 ? null : <Skeleton />;
  if (state.rows.length > 0 || state.view === null) return null;
  return <Nothing state={state} />;
}

function Nothing({ state }: { readonly state: ListState }) {
  const { t, format } = useWords();
  const wakes = allTickets()
    .flatMap((ticket) =>
      ticket.status === "postponed" && ticket.postponedUntil !== null ? [ticket.postponedUntil] : [],
    )
    .sort()[0];
  const isWork = state.view?.id === "all";
  const firstUse = isWork && allTickets().length === 0;
  const key = state.view?.empty ?? "queue.empty.all";
  return (
    <div className="list-empty" data-testid="empty">
      <p>
        {isWork && wakes !== undefined
          ? t("queue.empty.wakes", { at: format.moment(Date.parse(wakes)) })
          : t(key)}
      </p>
      {firstUse && <p className="meta">{t("queue.empty.firstUse")}</p>}
    </div>
  );
}

/** Grey rows, only where there is no data at all to show. */
export function Skeleton() {
  const { t } = useWords();
  return (
    <div className="skeleton" role="status" aria-label={t("common.loading")}>
      {Array.from({ length: 8 }, (_, index) => (
        <span key={index} className="skeleton-row" />
      ))}
    </div>
  );
}
