import type { LedgerSums } from "@kvit/contract/mail";
import { ScrollBox } from "../page/ScrollBox.tsx";
import { useWords } from "../i18n/language.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { ledgerPath, states, totalOf, type DoorSum, type LedgerFilter } from "./filter.ts";
import { StateGlyph } from "./StateMark.tsx";

/** For each door what came in, and that it is the sum of what became of it. */
export function Sums({ sums, filter }: { readonly sums: LedgerSums; readonly filter: LedgerFilter }) {
  const { t, format } = useWords();
  const used = sums.doors.filter((door) => door.received > 0);
  const quiet = sums.doors.filter((door) => door.received === 0).map((door) => t(`ledger.door.${door.door}`));
  const shown = used.length > 0 ? used : sums.doors.filter((door) => door.door === "smtp");
  return (
    <div className="ledger-sums">
      <ScrollBox label={t("ledger.sums")}>
        <table className="table">
          <caption className="hidden">{t("ledger.sums")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("ledger.door")}</th>
              <th scope="col" data-number>
                {t("ledger.received")}
              </th>
              {states.map((state, index) => (
                <th key={state} scope="col" data-number>
                  <span className="ledger-sign" aria-hidden="true">
                    {index === 0 ? "=" : "+"}
                  </span>
                  <StateGlyph state={state} /> {t(`ledger.state.${state}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((sum) => (
              <SumRow key={sum.door} door={sum.door} sum={sum} filter={filter} />
            ))}
            {shown.length > 1 && <SumRow door={null} sum={totalOf(sums.doors)} filter={filter} />}
          </tbody>
        </table>
      </ScrollBox>
      {quiet.length > 0 && <p className="meta">{t("ledger.quiet", { doors: format.list(quiet) })}</p>}
    </div>
  );
}

type RowProps = {
  /** Null: all doors together. */
  readonly door: DoorSum["door"] | null;
  readonly sum: Omit<DoorSum, "door">;
  readonly filter: LedgerFilter;
};

function SumRow({ door, sum, filter }: RowProps) {
  const { t, format } = useWords();
  const atDoor = door === null ? {} : { door };
  const isHere = (state?: string) => filter.door === (door ?? undefined) && filter.state === state;
  return (
    <tr data-door={door ?? "all"}>
      <th scope="row">{door === null ? t("ledger.allDoors") : t(`ledger.door.${door}`)}</th>
      <td data-number>
        <AppLink href={ledgerPath(atDoor)} aria-current={isHere() ? "true" : undefined} data-sum="received">
          {format.number(sum.received)}
        </AppLink>
      </td>
      {states.map((state) => (
        <td key={state} data-number>
          {sum[state] === 0 ? (
            <span className="meta" data-sum={state}>
              {format.number(0)}
            </span>
          ) : (
            <AppLink
              href={ledgerPath({ ...atDoor, state })}
              aria-current={isHere(state) ? "true" : undefined}
              data-sum={state}
            >
              {format.number(sum[state])}
            </AppLink>
          )}
        </td>
      ))}
    </tr>
  );
}
