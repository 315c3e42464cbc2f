import { useState } from "react";
import type { EventView, ThreadView } from "@kvit/contract/tickets";
import { refusalSentence } from "../../api/explain.ts";
import { useWords, type Words } from "../../i18n/language.ts";
import { useMinute } from "../../ui/time.ts";
import { isOfLadder } from "../thread/event-words.ts";
import { AddAttempt } from "./AddAttempt.tsx";
import "./next.css";

/** Every try to reach the customer, the newest first; on an ended ticket also that there was none. */
export function Attempts({ thread }: { readonly thread: ThreadView }) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const attempts = thread.events.filter(({ type }) => type === "ticket.attempted").toReversed();
  const { status, number } = thread.ticket;
  const isEnded = status === "closed" || status === "resolved";
  if (attempts.length === 0 && !isEnded) return null;
  const why = thread.may["attempt"] ?? null;
  return (
    <section className="others next-section" data-testid="attempts">
      <h3>{t("attempts.title")}</h3>
      {attempts.length === 0 && <p className="meta">{t("attempts.none")}</p>}
      <ol className="next-list">
        {attempts.map((event) => (
          <Attempt key={event.seq} event={event} />
        ))}
      </ol>
      {thread.at === null && (
        <button
          type="button"
          className="link"
          disabled={why !== null}
          title={why === null ? undefined : (refusalSentence(why) ?? undefined)}
          onClick={() => setAdding(true)}
        >
          {t("attempts.add")}
        </button>
      )}
      {adding && <AddAttempt number={number} onClose={() => setAdding(false)} />}
    </section>
  );
}

/** What came back, or never went: no attempt made. */
const failed: ReadonlySet<unknown> = new Set(["bounced", "no-address", "wrong-number"]);

function Attempt({ event }: { readonly event: EventView }) {
  const words = useWords();
  const now = useMinute();
  const at = Date.parse(event.at);
  const who = isOfLadder(event) ? words.t("attempts.byLadder") : event.actor.name;
  return (
    <li data-outcome={String(event.data["outcome"])}>
      <time className="meta" dateTime={event.at} title={words.format.exact(at)}>
        {words.format.moment(at, now)}
        {who !== "" && ` · ${who}`}
      </time>
      <span>
        {wordOf(words, "channel", event.data["channel"])} ·{" "}
        <span data-failed={failed.has(event.data["outcome"]) || undefined}>
          {wordOf(words, "attempt", event.data["outcome"])}
        </span>
      </span>
    </li>
  );
}

function wordOf({ t, has }: Words, group: string, code: unknown): string {
  const key = `${group}.${String(code)}`;
  return has(key) ? t(key) : String(code);
}
