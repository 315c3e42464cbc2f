import type { Status } from "@kvit/domain/tickets";
import { useWords } from "../i18n/language.ts";
import { StatusGlyph } from "../ui/StatusGlyph.tsx";

/** A status as shape, word and tint. */
export function StatusChip({ status, pending }: { readonly status: Status; readonly pending?: boolean }) {
  const { t } = useWords();
  return (
    <span className="status-chip" data-status-color={status} data-testid="status-chip" data-status={status}>
      <StatusGlyph status={status} />
      {t(`status.${status}`)}
      {pending === true && (
        <span className="pending-dot" role="img" aria-label={t("row.pending")} title={t("row.pending")} />
      )}
    </span>
  );
}
