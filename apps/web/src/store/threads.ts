import { useEffect } from "react";
import type { ThreadView } from "@kvit/contract/tickets";
import { ApiError, request } from "../api/request.ts";
import { afterFrame } from "./after-frame.ts";
import { createKeyedSignal, useKeyed } from "./signal.ts";
import { ingestTickets } from "./tickets.ts";

/** What is known of a ticket's conversation. A failed refresh keeps the thread that was there. */
export type ThreadState = {
  readonly thread: ThreadView | null;
  readonly error: unknown;
  readonly stale: boolean;
};

const keep = 200;
const threads = createKeyedSignal<number, ThreadState>();
const loading = new Map<number, Promise<void>>();
const nothing: ThreadState = { thread: null, error: null, stale: true };

type Listener = (thread: ThreadView, requestedAt: number) => void;
const listeners = new Set<Listener>();
/** Calls `listener` with every thread that arrives, before it is shown; `requestedAt` (performance clock) is when it was asked for. */
export function onThread(listener: Listener): void {
  listeners.add(listener);
}

export const getThread = (number: number): ThreadView | null => threads.get(number)?.thread ?? null;

/** The conversation of a ticket, loaded when it is not at hand. */
export function useThread(number: number): ThreadState {
  const state = useKeyed(threads, number) ?? nothing;
  const wanted = state.stale && state.error === null;
  useEffect(() => {
    if (!wanted) return undefined;
    let ended = false;
    // sending takes the browser some milliseconds: what is known of the ticket is on the screen first
    void afterFrame().then(() => (ended ? undefined : loadThread(number)));
    return () => {
      ended = true;
    };
  }, [number, wanted]);
  return state;
}

/** Why a ticket's conversation could not be loaded; null while that is not known. Loads nothing. */
export const useThreadError = (number: number): unknown => useKeyed(threads, number)?.error ?? null;

/** Whether an error says that the ticket is not there for this person. */
export const isMissing = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 403);

/** Loads or refreshes a thread; callers at the same time share one request. */
export function loadThread(number: number): Promise<void> {
  const running = loading.get(number);
  if (running !== undefined) return running;
  const load = fetchThread(number).finally(() => loading.delete(number));
  loading.set(number, load);
  return load;
}

async function fetchThread(number: number): Promise<void> {
  const requestedAt = performance.now();
  try {
    const thread = await request<ThreadView>(`/api/app/tickets/${number}`);
    ingestTickets([thread.ticket]);
    for (const listener of listeners) listener(thread, requestedAt);
    remember(number, { thread, error: null, stale: false });
  } catch (error) {
    remember(number, { thread: getThread(number), error, stale: false });
  }
}

/** Loads a thread that is surely no older than this call. */
export async function reloadThread(number: number): Promise<ThreadView | null> {
  await loading.get(number);
  await loadThread(number);
  return getThread(number);
}

/** Loads a thread nobody looks at yet, unless it is at hand. */
export function prefetchThread(number: number): void {
  const held = threads.get(number);
  if (held === undefined || (held.stale && held.error === null)) void loadThread(number);
}

/** A thread on the server has moved on: one on the screen is loaded anew, others when they are next wanted. */
export function threadChanged(number: number): void {
  const held = threads.get(number);
  if (held === undefined) return;
  const running = loading.get(number);
  if (threads.watched(number)) {
    void (running ?? Promise.resolve()).then(() => loadThread(number));
  } else {
    threads.set(number, { ...held, stale: true, error: null });
  }
}

/** Something that all threads show was changed: those on the screen are read again, the others when they are next shown. */
export function allThreadsChanged(): void {
  for (const number of threads.keys()) threadChanged(number);
}

/** The network or the server is back: loads anew what could not be loaded, at once or when it is next wanted. What was refused stays so. */
export function retryFailedThreads(): void {
  for (const number of new Set([...threads.keys(), ...loading.keys()])) void retryFailed(number);
}

async function retryFailed(number: number): Promise<void> {
  // a load that runs now may have been asked for before the way was free
  await loading.get(number);
  const error = threads.get(number)?.error ?? null;
  if (error !== null && !isMissing(error)) threadChanged(number);
}

function remember(number: number, state: ThreadState): void {
  threads.set(number, state);
  const known = threads.keys();
  for (const old of known.slice(0, Math.max(0, known.length - keep))) {
    if (!threads.watched(old)) threads.set(old, undefined);
  }
}
