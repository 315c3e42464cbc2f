import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ThreadView } from "@kvit/contract/tickets";
import { explain } from "../api/explain.ts";
import { useWords } from "../i18n/language.ts";
import { detailsFolded } from "../app/layout.ts";
import { tell } from "../store/live.ts";
import { markRead } from "../store/seen.ts";
import { outgoing, withOutgoing } from "../store/outgoing.ts";
import { useKeyed, useSignal } from "../store/signal.ts";
import { isMissing, loadThread, useThread, type ThreadState } from "../store/threads.ts";
import { useTicket, type ShownTicket } from "../store/tickets.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { composer } from "./composer/bridge.ts";
import { ComposerDock } from "./composer/ComposerDock.tsx";
import { loadComposerWhenIdle } from "./composer/load-composer.ts";
import { Details } from "./Details.tsx";
import { AsideBar, MergedBar, SplitBar } from "./later.tsx";
import { splitting } from "./relations/splitting.ts";
import { LifecycleStrip } from "./strip/LifecycleStrip.tsx";
import { widen } from "./peek.ts";
import type { Visit } from "./strip/visits.ts";
import { firstLine, scrollToLine, type LinePlace } from "./thread/line-place.ts";
import { PinnedScroll } from "./thread/PinnedScroll.tsx";
import { PreviewThread } from "./thread/PreviewThread.tsx";
import { Timeline } from "./thread/Timeline.tsx";
import { TicketHeader } from "./TicketHeader.tsx";
import "./ticket.css";

const readAfterMs = 700;
/** The mark "is reading" lasts a minute on the server. */
const stillReadingMs = 30_000;

type Props = { readonly number: number; readonly variant: "preview" | "page" };

/** A ticket: header, strip, conversation, composer, details. The preview beside the list is the same, shorter. */
export function TicketPane({ number, variant }: Props) {
  const ticket = useTicket(number);
  const state = useConversation(number);
  const folded = useSignal(detailsFolded);
  useReading(ticket);
  if (ticket === undefined) return <Absent state={state} number={number} />;
  return (
    <>
      <article
        className="pane"
        data-variant={variant}
        data-ticket={number}
        data-status={ticket.status}
        data-testid="ticket"
      >
        <TicketHeader ticket={ticket} variant={variant} />
        <Conversation ticket={ticket} state={state} variant={variant} />
      </article>
      {!folded && <Details ticket={ticket} thread={state.thread} />}
    </>
  );
}

/** The thread with what this person sent a moment ago in it. */
function useConversation(number: number): ThreadState {
  const state = useThread(number);
  const entries = useKeyed(outgoing, number);
  return useMemo(() => {
    const { thread } = state;
    if (thread === null || entries === undefined) return state;
    return { ...state, thread: { ...thread, messages: [...withOutgoing(thread.messages, entries)] } };
  }, [state, entries]);
}

type ConversationProps = {
  readonly ticket: ShownTicket;
  readonly state: ThreadState;
  readonly variant: Props["variant"];
};
function Conversation({ ticket, state, variant }: ConversationProps) {
  const { t } = useWords();
  const { number } = ticket;
  const [visit, setVisit] = usePickedVisit(number);
  const { thread, error } = state;
  if (thread === null) {
    return (
      <div className="pane-scroll" aria-busy={error === null}>
        {error !== null && (
          <div className="list-empty" role="alert">
            <p>{t("ticket.failed", { detail: explain(error) })}</p>
            <button type="button" className="button" onClick={() => void loadThread(ticket.number)}>
              {t("common.retry")}
            </button>
          </div>
        )}
      </div>
    );
  }
  return (
    <>
      <LifecycleStrip ticket={ticket} thread={thread} picked={visit?.key ?? null} onPick={setVisit} />
      <AsideBar ticket={ticket} thread={thread} />
      <PinnedScroll subject={number} atEnd={variant === "page" && visit === null}>
        {variant === "page" || visit !== null ? (
          <Timeline thread={thread} visit={visit} onShowAll={() => setVisit(null)} />
        ) : (
          <PreviewThread thread={thread} />
        )}
      </PinnedScroll>
      <Foot ticket={ticket} thread={thread} />
    </>
  );
}

/** Below the conversation: the composer, or in its place what goes on with these messages. */
function Foot({ ticket, thread }: { readonly ticket: ShownTicket; readonly thread: ThreadView }) {
  const isSplitting = useSignal(splitting)?.number === ticket.number;
  if (ticket.mergedInto !== null) return <MergedBar ticket={ticket} thread={thread} />;
  if (isSplitting) return <SplitBar number={ticket.number} thread={thread} />;
  return <ComposerDock ticket={ticket} thread={thread} />;
}

/** The stay to which the timeline of a ticket is narrowed. Given up, by Esc too, the old place is found again. */
function usePickedVisit(number: number): readonly [Visit | null, (next: Visit | null) => void] {
  const [picked, setPicked] = useState<{ readonly number: number; readonly visit: Visit } | null>(null);
  const place = useRef<{ readonly number: number; readonly line: LinePlace } | null>(null);
  const visit = picked?.number === number ? picked.visit : null;
  useLayoutEffect(() => {
    if (visit === null && place.current?.number === number) scrollToLine(scroller(), place.current.line);
    if (visit === null) place.current = null;
    widen.set(visit === null ? null : () => setPicked(null));
    return () => widen.set(null);
  }, [visit, number]);
  const pick = (next: Visit | null) => {
    const line = next !== null && visit === null ? firstLine(scroller()) : null;
    if (line !== null) place.current = { number, line };
    setPicked(next === null ? null : { number, visit: next });
  };
  return [visit, pick];
}

const scroller = () => document.querySelector<HTMLElement>(".pane-scroll");

/** Looking at a ticket for a moment makes it read, and tells others that somebody is there. */
function useReading(ticket: ShownTicket | undefined): void {
  const number = ticket?.number;
  const version = ticket?.version;
  useEffect(() => {
    if (number === undefined) return undefined;
    loadComposerWhenIdle();
    const read = () => tell({ type: "presence", number, doing: "reading" });
    const timer = setTimeout(read, readAfterMs);
    const again = setInterval(() => composer.get()?.number !== number && read(), stillReadingMs);
    return () => {
      clearTimeout(timer);
      clearInterval(again);
      tell({ type: "presence", number, doing: "gone" });
    };
  }, [number]);
  useEffect(() => {
    if (number === undefined || version === undefined) return undefined;
    const timer = setTimeout(() => markRead(number, version), readAfterMs);
    return () => clearTimeout(timer);
  }, [number, version]);
}

function Absent({ state, number }: { readonly state: ThreadState; readonly number: number }) {
  const { t } = useWords();
  if (state.error === null) return <div className="pane" aria-busy="true" />;
  return (
    <div className="pane" role="alert">
      <div className="list-empty">
        <p>
          {isMissing(state.error)
            ? t("ticket.missing", { reference: `#${number}` })
            : t("ticket.failed", { detail: explain(state.error) })}
        </p>
        <AppLink className="button" href="/">
          {t("error.toQueue")}
        </AppLink>
      </div>
    </div>
  );
}
