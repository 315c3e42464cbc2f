import { useWords } from "../i18n/language.ts";
import { explain } from "../api/explain.ts";
import type { Rows } from "./use-rows.ts";

/** The way to older lines at the end of a list, or why they did not come. */
export function More<Item>({ rows }: { readonly rows: Rows<Item> }) {
  const { t } = useWords();
  if (rows.error !== null)
    return (
      <div className="page-failure" role="alert">
        <p>{explain(rows.error)}</p>
        <button type="button" className="button" onClick={rows.items === null ? rows.reload : rows.more}>
          {t("common.retry")}
        </button>
      </div>
    );
  if (!rows.hasMore) return null;
  return (
    <button type="button" className="button more" disabled={rows.loading} onClick={rows.more}>
      {t("page.older")}
    </button>
  );
}
