import { useEffect, useState } from "react";
import { useWords } from "../i18n/language.ts";
import { doors, states, type LedgerFilter } from "./filter.ts";

type Props = { readonly filter: LedgerFilter; readonly onFilter: (filter: LedgerFilter) => void };

const pauseMs = 250;

/** Narrows the ledger by words, state and door. */
export function FilterBar({ filter, onFilter }: Props) {
  const { t } = useWords();
  const [words, setWords] = useWordsFilter({ filter, onFilter });
  const { state: _state, ...anyState } = filter;
  const { door: _door, ...anyDoor } = filter;
  return (
    <search className="filter-bar">
      <input
        type="search"
        className="input"
        name="q"
        aria-label={t("ledger.find")}
        placeholder={t("ledger.findHint")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <select
        className="input"
        name="state"
        aria-label={t("ledger.state")}
        value={filter.state ?? ""}
        onChange={(event) => {
          const state = states.find((each) => each === event.target.value);
          onFilter(state === undefined ? anyState : { ...filter, state });
        }}
      >
        <option value="">{t("ledger.anyState")}</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {t(`ledger.state.${state}`)}
          </option>
        ))}
      </select>
      <select
        className="input"
        name="door"
        aria-label={t("ledger.door")}
        value={filter.door ?? ""}
        onChange={(event) => {
          const door = doors.find((each) => each === event.target.value);
          onFilter(door === undefined ? anyDoor : { ...filter, door });
        }}
      >
        <option value="">{t("ledger.anyDoor")}</option>
        {doors.map((door) => (
          <option key={door} value={door}>
            {t(`ledger.door.${door}`)}
          </option>
        ))}
      </select>
    </search>
  );
}

/** The words being typed; they filter after a pause, and follow the address when that changes. */
function useWordsFilter({ filter, onFilter }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null || typed === (filter.q ?? "")) return undefined;
    const timer = setTimeout(() => {
      const { q: _, ...rest } = filter;
      onFilter(typed.trim() === "" ? rest : { ...rest, q: typed });
      setTyped(null);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, filter, onFilter]);
  return [typed ?? filter.q ?? "", setTyped] as const;
}
