import type { Ticket, TicketEvent } from "@kvit/domain/tickets";
import { AppError } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/postgres/pool.ts";
import { executeCommand, type By } from "../execute-command.ts";
import { refusalSentence } from "../refusal-sentences.ts";
import { readEvents } from "../tickets.queries.ts";
import type { StoredTicket } from "../stored-ticket.ts";
import type { Work } from "../unit-of-work.ts";
import { giveDraftsBack } from "./moved-drafts.queries.ts";
import { selectLaterMessages } from "./give-messages-back.ts";
import { holdTickets, onTheOther } from "./hold-tickets.ts";

/** What an act did besides the ticket of the request. All of these are held. */
export type Spanned = {
  readonly act: string;
  /** What it did on the ticket of the request. */
  readonly own: readonly TicketEvent[];
  readonly tickets: readonly {
    readonly stored: StoredTicket;
    readonly events: readonly TicketEvent[];
  }[];
};

type Seen = {
  readonly act: string;
  /** The whole history of the ticket of the request. */
  readonly events: readonly TicketEvent[];
  readonly ticket: Ticket;
};

/** The other tickets an act changed; none for most. Throws refused when a merge can only be taken back by unmerging. */
export async function spannedBy(tx: Tx, accountId: number, { act, events, ticket }: Seen): Promise<Spanned> {
  const own = events.filter((event) => event.act === act);
  const ids = named(events, act).filter((id) => id !== ticket.id);
  const held = await holdTickets(tx, accountId, ids.length === 0 ? [] : [...ids, ticket.id]);
  const tickets = [];
  for (const id of ids) {
    const stored = held.get(id);
    if (stored === undefined) continue;
    const theirs = await readEvents(tx, accountId, id, act);
    if (theirs.length > 0) tickets.push({ stored, events: theirs });
  }
  await refuseLater(tx, accountId, { own, ticket, tickets });
  return { act, own, tickets };
}

/** The keys of the tickets that the events of an act name; of an undo, those of the act it took back. */
function named(events: readonly TicketEvent[], act: unknown): number[] {
  const keys = events
    .filter((event) => event.act === act)
    .flatMap(({ type, data }) => (type === "undone" ? named(events, data["act"]) : elsewhere(type, data)));
  return [...new Set(keys)];
}

function elsewhere(type: TicketEvent["type"], data: TicketEvent["data"]): number[] {
  const keys: readonly string[] = fields[type] ?? [];
  return keys.map((key) => data[key]).filter((id) => typeof id === "number");
}

const fields: Partial<Record<TicketEvent["type"], readonly string[]>> = {
  "ticket.merged": ["into", "from"],
  "ticket.unmerged": ["into", "from"],
  "ticket.linked": ["ticketId"],
  "ticket.split": ["to"],
};

type Acting = {
  readonly own: readonly TicketEvent[];
  readonly ticket: Ticket;
  readonly tickets: Spanned["tickets"];
};

/** Messages that came to a merged ticket since go back by unmerging, which the undo of a merge does not do. */
async function refuseLater(tx: Tx, accountId: number, { own, ticket, tickets }: Acting): Promise<void> {
  const acts = [
    { id: ticket.id, events: own },
    ...tickets.map((each) => ({ id: each.stored.ticket.id, events: each.events })),
  ];
  const source = acts.find(({ events }) =>
    events.some((event) => event.type === "ticket.merged" && event.data["into"] !== undefined),
  );
  if (source === undefined) return;
  const later = await selectLaterMessages(tx, accountId, source.id);
  if (later.length > 0)
    throw new AppError("refused", { reason: "changed-since", detail: refusalSentence("changed-since") });
}

type Elsewhere = {
  readonly accountId: number;
  readonly by: By;
  /** The act of the undo itself. */
  readonly act: string;
  readonly of: Spanned;
};

/** Takes the act back on the other tickets too; one that refuses lets all of it be refused. */
export async function undoElsewhere(work: Work, { accountId, by, act, of }: Elsewhere): Promise<void> {
  for (const { stored, events } of of.tickets) {
    if (events.some((event) => event.type === "ticket.created")) {
      await onTheOther(stored, async () => takeAway(work, { accountId, by, act, stored, events }));
      continue;
    }
    await onTheOther(stored, async () =>
      executeCommand(work, {
        accountId,
        target: { id: stored.ticket.id },
        name: "undo",
        by,
        act,
        input: { act: of.act, events, messagesStillHeld: true, spans: true },
      }),
    );
  }
  await draftsGoBack(work.tx, accountId, of);
}

type Begun = Omit<Elsewhere, "of"> & Spanned["tickets"][number];

/** A ticket that the act began goes into the trash without its links, unless somebody has worked on it since. */
async function takeAway(work: Work, { accountId, by, act, stored, events }: Begun): Promise<void> {
  const { ticket } = stored;
  if (ticket.version !== events.at(-1)?.seq)
    throw new AppError("refused", { reason: "changed-since", detail: refusalSentence("changed-since") });
  // whoever may take back the split may take back what it made
  const common = { accountId, target: { id: ticket.id }, by: { actor: by.actor, cause: by.cause }, act };
  for (const link of ticket.links) await executeCommand(work, { ...common, name: "unlink", input: link });
  await executeCommand(work, { ...common, name: "delete", input: {} });
}

/** What was being written follows the conversation back. */
async function draftsGoBack(tx: Tx, accountId: number, of: Spanned): Promise<void> {
  for (const { at, ticketId, data } of [...of.own, ...of.tickets.flatMap((each) => each.events)]) {
    const { from } = data;
    if (typeof from === "number") await giveDraftsBack(tx, { accountId, from: ticketId, to: from, at });
  }
}
