import type { LiveFromClient, LiveFromServer } from "@kvit/contract/sync";
import { request } from "../api/request.ts";
import { receiveRun } from "./bulk.ts";
import { createKeyedSignal, createSignal } from "./signal.ts";
import { loadSession, position, signedIn } from "./session.ts";
import { receiveTickets } from "./tickets.ts";
import { allThreadsChanged, retryFailedThreads, threadChanged } from "./threads.ts";
import { viewAs } from "./view-as.ts";

type Presence = Extract<LiveFromServer, { type: "presence" }>["agents"];

/** Whether changes of others arrive: `offline` once two tries have failed. */
export const link = createSignal<"live" | "connecting" | "offline">("connecting");
/** Who else reads or types, by ticket number. */
export const presence = createKeyedSignal<number, Presence>();

let socket: WebSocket | null = null;
let failures = 0;
let retryTimer: ReturnType<typeof setTimeout> | undefined;

/** Opens the live line and keeps it open until `stopLive`. */
export function startLive(): void {
  stopLive();
  // the line knows nothing of a borrowed role and would tell what that role may not see
  if (viewAs.get() !== null) return;
  const url = new URL("/api/app/live", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const opened = new WebSocket(url);
  socket = opened;
  opened.addEventListener("open", () => {
    failures = 0;
    link.set("live");
    tell({ type: "since", position: position.get() });
    retryFailedThreads();
  });
  opened.addEventListener("message", (event: MessageEvent<string>) => {
    const message: LiveFromServer = JSON.parse(event.data);
    receive(message);
  });
  opened.addEventListener("close", ({ code }) => {
    if (socket !== opened) return;
    retry();
    void askWhy(code);
  });
}

export function stopLive(): void {
  clearTimeout(retryTimer);
  const old = socket;
  socket = null;
  old?.close();
}

/** Says what this person does in a ticket; lost without harm while the line is down. */
export function tell(message: LiveFromClient): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

/** With this code the server closes the line of a person whose rights have changed. */
const rightsChanged = 4001;

/**
 * A closed line says little, and a refused one nothing: a plain question tells
 * whether the network is down or the session over. New rights bring a new world.
 */
async function askWhy(code: number): Promise<void> {
  try {
    await request("/api/app/me");
    if (code === rightsChanged) await loadSession();
  } catch {
    // no network: the next try follows; signed out: it is dealt with where the answer came in
  }
}

function retry(): void {
  failures += 1;
  link.set(failures > 1 || !navigator.onLine ? "offline" : "connecting");
  const wait = Math.min(15_000, 500 * 2 ** failures) * (0.75 + Math.random() / 2);
  retryTimer = setTimeout(startLive, wait);
}

function receive(message: LiveFromServer): void {
  switch (message.type) {
    case "hello":
      position.set(Math.max(position.get(), message.position));
      return;
    case "tickets":
      receiveTickets(message.tickets, message.gone);
      position.set(message.position);
      return;
    case "thread":
      threadChanged(message.number);
      position.set(message.position);
      return;
    case "presence": {
      const myself = signedIn()?.me.agent.id;
      const others = message.agents.filter((agent) => agent.id !== myself);
      presence.set(message.number, others.length > 0 ? others : undefined);
      return;
    }
    case "bulk":
      receiveRun(message.run);
      return;
    case "lifecycle":
      allThreadsChanged();
      return;
    case "reload":
      void loadSession();
  }
}

/** Tries again at once when the network comes back or the tab is looked at. */
export function watchNetwork(): void {
  // anew in any case: a line that seems open may have died while the network was away
  addEventListener("online", () => {
    if (signedIn() === null) return;
    startLive();
    // under a borrowed role there is no line whose opening would do it
    retryFailedThreads();
  });
  addEventListener("offline", () => link.set("offline"));
  document.addEventListener("visibilitychange", () => {
    const idle = socket === null || socket.readyState > WebSocket.OPEN;
    if (document.visibilityState === "visible" && idle && signedIn() !== null) startLive();
  });
}
