import type { ReactNode } from "react";
import type { LedgerEntry } from "@kvit/contract/mail";
import { useWords } from "../i18n/language.ts";

type State = LedgerEntry["state"];

/** One shape per state, told apart without colour: letter, two bars, barred ring, exclamation mark, clock. */
const shapes: Readonly<Record<State, ReactNode>> = {
  message: <path d="M1.5 3h11v8h-11zM1.500 3.500 7 8l5.500-4.500" />,
  suspended: <path d="M4.500 2.500v9M9.500 2.500v9" strokeWidth="2.200" />,
  ignored: (
    <path d="M7 1.600a5.400 5.400 0 1 0 0 10.800A5.400 5.400 0 0 0 7 1.600ZM3.200 10.800 10.800 3.200" />
  ),
  failed: <path d="M7 2v6M7 11v.2" strokeWidth="2.200" />,
  pending: <path d="M7 1.600a5.400 5.400 0 1 0 0 10.800A5.400 5.400 0 0 0 7 1.600ZM7 4v3l2 1.500" />,
};
/** The colours are borrowed from the statuses they remind of. */
const colours: Readonly<Record<State, string>> = {
  message: "resolved",
  suspended: "postponed",
  ignored: "closed",
  failed: "deleted",
  pending: "new",
};

export function StateGlyph({ state }: { readonly state: State }) {
  return (
    <svg className="glyph" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round">
        {shapes[state]}
      </g>
    </svg>
  );
}

/** What became of a mail: glyph and word. */
export function StateMark({ state }: { readonly state: State }) {
  const { t } = useWords();
  return (
    <span className="status-chip" data-status-color={colours[state]} data-state={state}>
      <StateGlyph state={state} />
      {t(`ledger.state.${state}`)}
    </span>
  );
}
