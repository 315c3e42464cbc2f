import type { ReactNode } from "react";
import { languageNames, languages, type Language } from "@kvit/i18n/language";
import { switchLanguage, useWords } from "../i18n/language.ts";
import "./doorway.css";

type Props = {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
  /** Called after the person chose another language at the foot of the page. */
  readonly onLanguage?: (language: Language) => void;
};

/** The page around a form that stands before the app: mark, title, form, languages. */
export function Doorway({ title, lead, children, onLanguage }: Props) {
  const { language } = useWords();
  const choose = async (next: Language) => {
    await switchLanguage(next);
    onLanguage?.(next);
  };
  return (
    <main className="doorway">
      <div className="doorway-card">
        <div className="doorway-head">
          <img className="doorway-mark" src="/favicon.svg" alt="" />
          <h1>{title}</h1>
          {lead !== undefined && <p className="meta">{lead}</p>}
        </div>
        {children}
      </div>
      <div className="doorway-foot">
        {languages.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={each === language}
            onClick={() => void choose(each)}
          >
            {languageNames[each]}
          </button>
        ))}
      </div>
    </main>
  );
}
