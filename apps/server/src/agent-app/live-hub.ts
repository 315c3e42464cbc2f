import type { WebSocket } from "@fastify/websocket";
import { liveFromClient, type LiveFromServer } from "@kvit/contract/sync";
import { visibility, type Visibility } from "@kvit/domain/permissions";
import type { Principal } from "../platform/http/principal.ts";
import type { ChangeFeed, TicketChange } from "../platform/realtime/change-feed.ts";
import { mayRead } from "../people/rights.ts";
import type { ActiveSet, HeldTicket } from "../tickets/active-set.ts";
import type { Worked } from "../tickets/bulk/work-on-run.ts";
import { Presence, type Doing } from "./presence.ts";

/** One open app. `sees`: the tickets it was told of, so that it can be told when one leaves its sight. */
type Client = {
  readonly socket: WebSocket;
  readonly principal: Principal;
  readonly visibility: Visibility;
  readonly sees: Set<number>;
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

/**
 * Tells open apps what changed: for each burst the tickets are read once, and
 * each client gets those it may see; tickets that left its sight are named.
 */
export class LiveHub {
  readonly #deps: LiveHubDeps;
  readonly #clients = new Set<Client>();
  readonly #waiting = new Map<number, TicketChange>();
  readonly #presence = new Presence();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();
  #unsubscribe: () => void;

  constructor(deps: LiveHubDeps) {
    this.#deps = deps;
    this.#unsubscribe = deps.feed.subscribe((changes) => this.#gather(changes));
  }

  get size(): number {
    return this.#clients.size;
  }

  /** Takes over a socket; `position` is where in the log its bootstrap may begin. */
  connect(socket: WebSocket, principal: Principal, position: number): void {
    const sight = visibility(principal.agent);
    const visible = this.#deps.activeSet.visible(principal.accountId, sight);
    const client: Client = {
      socket,
      principal,
      visibility: sight,
      sees: new Set(visible.map((ticket) => ticket.id)),
    };
    const at = new Set<number>();
    this.#clients.add(client);
    socket.on("message", (data: Buffer) => {
      const message = readPresence(data.toString("utf8"));
      if (message === null || !this.#maySee(client, message.number)) return;
      if (message.doing === "gone") at.delete(message.number);
      else at.add(message.number);
      this.#tellPresence(client, message.number, message.doing);
    });
    socket.on("close", () => {
      this.#clients.delete(client);
      for (const number of at) this.#tellPresence(client, number, "gone");
    });
    socket.on("error", () => socket.terminate());
    send(client, { type: "hello", position });
  }

  /** Closes the connections of a person whose rights have changed; the app comes back with the new ones. */
  cut(agentId: number): void {
    for (const { socket, principal } of this.#clients)
      if (principal.agent.id === agentId) socket.close(4001, "rights changed");
  }

  /** Tells everybody that the life cycle was changed. */
  tellLifecycle(): void {
    for (const client of this.#clients) send(client, { type: "lifecycle" });
  }

  /** Tells an agent, on all their devices, how far a run of theirs is. */
  tellRun({ accountId, agentId, run }: Worked): void {
    for (const client of this.#clients)
      if (client.principal.accountId === accountId && client.principal.agent.id === agentId)
        send(client, { type: "bulk", run });
  }

  /** Tells everybody who saw them that these tickets are no more. */
  forget(gone: readonly HeldTicket[], position: number): void {
    for (const client of this.#clients) {
      const numbers = gone
        .filter((ticket) => client.sees.delete(ticket.id))
        .map((ticket) => ticket.view.number);
      if (numbers.length > 0) send(client, { type: "tickets", position, gone: numbers, tickets: [] });
    }
  }

  /** Lets go of the feed and of everybody; resolves when nothing is being read any more. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const { socket } of this.#clients) socket.close(1001, "server stops");
    await this.#flushing;
  }

  #gather(changes: readonly TicketChange[]): void {
    for (const change of changes) {
      const known = this.#waiting.get(change.ticketId);
      if (known === undefined || known.position < change.position) this.#waiting.set(change.ticketId, change);
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#flushing = this.#flush().catch(this.#deps.onError);
    }, gatherMillis);
  }

  async #flush(): Promise<void> {
    const changes = [...this.#waiting.values()];
    this.#waiting.clear();
    const position = Math.max(0, ...changes.map((change) => change.position));
    for (const [accountId, of] of Map.groupBy(changes, (change) => change.accountId)) {
      const tickets = await this.#deps.activeSet.refresh(
        accountId,
        of.map((change) => change.ticketId),
      );
      for (const client of this.#clients)
        if (client.principal.accountId === accountId) tell(client, tickets, position);
    }
  }

  #maySee({ principal, visibility: sight }: Client, number: number): boolean {
    const ticket = this.#deps.activeSet.find(principal.accountId, number);
    return ticket !== null && mayRead(sight, ticket);
  }

  #tellPresence({ principal }: Client, number: number, doing: Doing | "gone"): void {
    const agents = this.#presence.note(number, principal.agent.id, doing);
    for (const client of this.#clients) {
      if (client.principal.accountId === principal.accountId && this.#maySee(client, number)) {
        send(client, { type: "presence", number, agents });
      }
    }
  }
}

function tell(client: Client, tickets: readonly HeldTicket[], position: number): void {
  const seen = tickets.filter((ticket) => mayRead(client.visibility, ticket));
  const gone = tickets.filter((ticket) => !seen.includes(ticket) && client.sees.delete(ticket.id));
  for (const ticket of seen) client.sees.add(ticket.id);
  if (seen.length === 0 && gone.length === 0) return;
  const numbers = JSON.stringify(gone.map((ticket) => ticket.view.number));
  sendText(
    client,
    `{"type":"tickets","position":${position},"gone":${numbers},"tickets":[${seen.map((ticket) => ticket.json).join(",")}]}`,
  );
  for (const ticket of seen) send(client, { type: "thread", number: ticket.view.number, position });
}

function send(client: Client, message: LiveFromServer): void {
  sendText(client, JSON.stringify(message));
}

function sendText({ socket }: Client, text: string): void {
  if (socket.bufferedAmount > maxBufferedBytes) socket.close(1013, "too slow");
  else socket.send(text);
}

type PresenceMessage = { readonly number: number; readonly doing: Doing | "gone" };

/** What a client says about itself; anything else is passed over. */
function readPresence(text: string): PresenceMessage | null {
  const parsed = liveFromClient.safeParse(parseJson(text));
  return parsed.success && parsed.data.type === "presence" ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
