import type { ThreadView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { useMinute } from "../../ui/time.ts";
import "./next.css";

/** What the closing ladder will do with a ticket if nobody says anything, with its dates. Nothing where it does nothing. */
export function WhatComesNext({ thread }: { readonly thread: ThreadView }) {
  const { t, format } = useWords();
  const now = useMinute();
  if (thread.plan.length === 0) return null;
  return (
    <section className="others next-section" data-testid="what-comes-next">
      <h3>{t("plan.title")}</h3>
      <p className="meta">{t("plan.lead")}</p>
      <ol className="next-list">
        {thread.plan.map(({ act, at }) => (
          <li key={`${act} ${at}`} data-act={act}>
            <time className="meta" dateTime={at} title={format.exact(Date.parse(at))}>
              {format.moment(Date.parse(at), now)}
            </time>
            <span>{t(`plan.${act}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
