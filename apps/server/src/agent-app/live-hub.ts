import type { WebSocket } from "@fastify/websocket";
import { visibilityOf, type Visibility } from "@kvit/domain/permissions";
import { liveFromClient as liveMessage, type LiveFromServer } from "@kvit/contract/sync";
import type { Principal } from "../platform/http/principal.ts";
import { mayRead } from "../people/rights.ts";
import type { ActiveSet, HeldTicket } from "../tickets/active-set.ts";
import type { ChangeFeed, TicketChange } from "../platform/realtime/change-feed.ts";

type Client = {
  readonly socket: WebSocket;
  readonly principal: Principal;
  readonly visibility: Visibility;
  readonly sees: Set<number>;
};
type Presence = { readonly agentId: number; readonly doing: "reading" | "typing"; readonly until: number };

export type LiveHub = {
  readonly connect: (socket: WebSocket, principal: Principal, position: number) => void;
  readonly start: () => void;
  readonly stop: () => void;
  readonly clients: () => number;
  /** Cuts the sockets of a person whose rights have changed. */
  readonly cut: (agentId: number) => void;
};

export type LiveHubDeps = {
  readonly feed: ChangeFeed;
  readonly activeSet: ActiveSet;
  readonly onError: (error: unknown) => void;
};

/** Changes are gathered this long, so that a burst becomes one message per client. */
const gatherMillis = 40;
/** A client that cannot take this much unsent data is cut; it loads anew when it comes back. */
const maxBufferedBytes = 4 * 1024 * 1024;
const presenceMillis = 60_000;

/**
 * Tells open apps what changed: for each burst the tickets are read once and
 * each client gets those it may see; tickets that left its sight are named.
 */
export function createLiveHub({ feed, activeSet, onError }: LiveHubDeps): LiveHub {
  const clients = new Set<Client>();
  const waiting = new Map<number, TicketChange>();
  const presence = new Map<number, Presence[]>();
  let timer: NodeJS.Timeout | null = null;
  let unsubscribe = (): void => undefined;

  function gather(changes: readonly TicketChange[]): void {
    for (const change of changes) {
      const known = waiting.get(change.ticketId);
      if (known === undefined || known.position < change.position) waiting.set(change.ticketId, change);
    }
    timer ??= setTimeout(() => {
      timer = null;
      flush().catch(onError);
    }, gatherMillis);
  }

  async function flush(): Promise<void> {
    const changes = [...waiting.values()];
    waiting.clear();
    const position = Math.max(0, ...changes.map((change) => change.position));
    for (const [accountId, ids] of byAccount(changes)) {
      const tickets = await activeSet.refresh(accountId, ids);
      for (const client of clients)
        if (client.principal.accountId === accountId) tell(client, tickets, position);
    }
  }

  function tell(client: Client, tickets: readonly HeldTicket[], position: number): void {
    const seen = tickets.filter((ticket) => mayRead(client.visibility, ticket));
    const gone = tickets
      .filter((ticket) => !seen.includes(ticket) && client.sees.delete(ticket.id))
      .map((ticket) => ticket.view.number);
    for (const ticket of seen) client.sees.add(ticket.id);
    if (seen.length === 0 && gone.length === 0) return;
    send(
      client,
      `{"type":"tickets","position":${position},"gone":${JSON.stringify(gone)},"tickets":[${seen.map((ticket) => ticket.json).join(",")}]}`,
    );
    for (const ticket of seen) sendMessage(client, { type: "thread", number: ticket.view.number, position });
  }

  function send(client: Client, text: string): void {
    if (client.socket.bufferedAmount > maxBufferedBytes) {
      client.socket.close(1013, "too slow");
      return;
    }
    client.socket.send(text);
  }

  function sendMessage(client: Client, message: LiveFromServer): void {
    send(client, JSON.stringify(message));
  }

  function note(client: Client, number: number, doing: "reading" | "typing" | "gone"): void {
    const agentId = client.principal.agent.id;
    const others = (presence.get(number) ?? []).filter(
      (each) => each.agentId !== agentId && each.until > Date.now(),
    );
    const now =
      doing === "gone" ? others : [...others, { agentId, doing, until: Date.now() + presenceMillis }];
    if (now.length === 0) presence.delete(number);
    else presence.set(number, now);
    const agents = now.map((each) => ({ id: each.agentId, doing: each.doing }));
    for (const other of clients) {
      if (other.principal.accountId === client.principal.accountId)
        sendMessage(other, { type: "presence", number, agents });
    }
  }

  return {
    connect(socket, principal, position) {
      const visibility = visibilityOf(principal.agent);
      const sees = new Set(activeSet.visible(principal.accountId, visibility).map((ticket) => ticket.id));
      const client: Client = { socket, principal, visibility, sees };
      clients.add(client);
      const reading = new Set<number>();
      socket.on("message", (data) => {
        const message = readClientMessage(String(data));
        if (message === null) return;
        if (message.doing === "gone") reading.delete(message.number);
        else reading.add(message.number);
        if (
          activeSet
            .visible(principal.accountId, visibility)
            .some((ticket) => ticket.view.number === message.number)
        )
          note(client, message.number, message.doing);
      });
      socket.on("close", () => {
        clients.delete(client);
        for (const number of reading) note(client, number, "gone");
      });
      socket.on("error", () => socket.terminate());
      sendMessage(client, { type: "hello", position });
    },
    start() {
      unsubscribe = feed.subscribe(gather);
    },
    stop() {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
      for (const client of clients) client.socket.close(1001, "server stops");
    },
    clients: () => clients.size,
    cut(agentId) {
      for (const client of clients)
        if (client.principal.agent.id === agentId) client.socket.close(1008, "rights changed");
    },
  };
}

function byAccount(changes: readonly TicketChange[]): Map<number, number[]> {
  const grouped = new Map<number, number[]>();
  for (const { accountId, ticketId } of changes)
    grouped.set(accountId, [...(grouped.get(accountId) ?? []), ticketId]);
  return grouped;
}

type PresenceMessage = { readonly number: number; readonly doing: "reading" | "typing" | "gone" };

/** Reads what a client says; anything else than a presence message is passed over. */
function readClientMessage(text: string): PresenceMessage | null {
  const parsed = liveMessage.safeParse(parseJson(text));
  return parsed.success && parsed.data.type === "presence" ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
