import { useEffect, useRef, useState } from "react";
import type { LedgerEntry, LedgerSums } from "@kvit/contract/mail";
import { go } from "../app/navigation.ts";
import { useWords } from "../i18n/language.ts";
import { Loaded, Waiting } from "../page/Loaded.tsx";
import { More } from "../page/More.tsx";
import { Page } from "../page/Page.tsx";
import { useRowKeys } from "../page/row-keys.ts";
import { useResource } from "../page/use-resource.ts";
import { useRows, type Rows } from "../page/use-rows.ts";
import { position } from "../store/session.ts";
import { FilterBar } from "./FilterBar.tsx";
import { ledgerPath, ledgerRequest, type LedgerFilter } from "./filter.ts";
import { LedgerLine } from "./LedgerLine.tsx";
import { Sums } from "./Sums.tsx";
import "./ledger.css";

/** Every mail that came to a door, and what became of it. */
export function LedgerPage({ filter }: { readonly filter: LedgerFilter }) {
  const { t } = useWords();
  const sums = useResource<LedgerSums>("/api/v1/mail/sums");
  const rows = useRows<LedgerEntry>(ledgerRequest(filter));
  useNews(rows, sums.reload);
  return (
    <Page title={t("ledger.title")} lead={t("ledger.lead")} wide>
      <Loaded of={sums}>{(value) => <Sums sums={value} filter={filter} />}</Loaded>
      <FilterBar filter={filter} onFilter={(next) => go(ledgerPath(next))} />
      <Lines rows={rows} filter={filter} onChanged={sums.reload} />
    </Page>
  );
}

type LinesProps = {
  readonly rows: Rows<LedgerEntry>;
  readonly filter: LedgerFilter;
  readonly onChanged: () => void;
};

function Lines({ rows, filter, onChanged }: LinesProps) {
  const { t } = useWords();
  const [open, setOpen] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const changed = (entry: LedgerEntry) => {
    rows.change(entry.id, entry);
    onChanged();
  };
  return (
    <>
      <ul
        ref={list}
        className="lines"
        aria-label={t("ledger.title")}
        data-testid="ledger"
        hidden={!rows.items?.length}
      >
        {rows.items?.map((entry) => (
          <LedgerLine
            key={entry.id}
            entry={entry}
            open={open === entry.id}
            onOpen={() => setOpen(open === entry.id ? null : entry.id)}
            onChange={changed}
          />
        ))}
      </ul>
      {rows.items === null && rows.error === null && <Waiting />}
      {rows.items?.length === 0 && <Nothing filter={filter} />}
      <More rows={rows} />
    </>
  );
}

function Nothing({ filter }: { readonly filter: LedgerFilter }) {
  const { t } = useWords();
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className="page-empty">
      <p>{t(isFiltered ? "ledger.nothing" : "ledger.empty")}</p>
      {isFiltered ? (
        <button type="button" className="button" onClick={() => go("/mail")}>
          {t("ledger.showAll")}
        </button>
      ) : (
        <p className="meta">{t("ledger.emptyHint")}</p>
      )}
    </div>
  );
}

const pauseMs = 500;
const patienceMs = 3000;

/** Looks again when tickets changed, and while a mail is in work; a list that was read further down is left alone. */
function useNews(rows: Rows<LedgerEntry>, reloadSums: () => void): void {
  const { reload } = rows;
  const short = (rows.items?.length ?? 0) <= 50;
  const working = rows.items?.some((entry) => entry.state === "pending") ?? false;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      if (short) reload();
      reloadSums();
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, pauseMs);
    };
    const stop = position.subscribe(later);
    const beat = working ? setInterval(look, patienceMs) : undefined;
    return () => {
      stop();
      clearTimeout(timer);
      clearInterval(beat);
    };
  }, [reload, reloadSums, short, working]);
}
