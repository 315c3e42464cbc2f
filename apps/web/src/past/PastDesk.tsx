import { useEffect, useLayoutEffect, useMemo } from "react";
import { useWords } from "../i18n/language.ts";
import { place } from "../keys/registry.ts";
import { useSignedIn } from "../store/session.ts";
import { useThread } from "../store/threads.ts";
import { findView } from "../store/views.ts";
import { viewName } from "../tickets/view-name.ts";
import { PastList } from "./PastList.tsx";
import { PastTicket } from "./PastTicket.tsx";
import { stopsOf } from "./stops.ts";
import { TimeBar } from "./TimeBar.tsx";
import "./past.css";

type Props = { readonly view: string | null; readonly number: number | null; readonly at: string };

/**
 * Queue or ticket as it stood at an instant. It has nothing in common with the
 * rows and threads of now, so that no live change disturbs it and no command
 * finds anything to act on.
 */
export function PastDesk({ view, number, at }: Props) {
  useLayoutEffect(() => {
    place.set("past");
    return () => place.set("other");
  }, []);
  return (
    <div className="past" data-testid="past">
      {number === null ? <PastQueue view={view ?? "all"} at={at} /> : <PastOne number={number} at={at} />}
    </div>
  );
}

function PastQueue({ view: id, at }: { readonly view: string; readonly at: string }) {
  const { t } = useWords();
  const world = useSignedIn();
  const view = findView(id, world) ?? findView("all", world);
  useTitle(view === undefined ? "" : viewName(view, t), at);
  return (
    <>
      <TimeBar at={at} stops={null} />
      {view !== undefined && <PastList view={view} at={at} />}
    </>
  );
}

function PastOne({ number, at }: { readonly number: number; readonly at: string }) {
  const { thread } = useThread(number);
  const stops = useMemo(() => stopsOf(thread?.events ?? []), [thread]);
  useTitle(thread === null ? `#${number}` : thread.ticket.reference, at);
  return (
    <>
      <TimeBar at={at} stops={stops} />
      <PastTicket key={number} number={number} at={at} />
    </>
  );
}

function useTitle(name: string, at: string): void {
  const { format } = useWords();
  const then = format.exact(Date.parse(at));
  useEffect(() => {
    document.title = `${name} · ${then} · Kvit`;
  }, [name, then]);
}
