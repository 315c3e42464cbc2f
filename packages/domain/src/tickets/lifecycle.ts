import { commandNames, type CommandName } from "./commands/index.ts";
import { refusalReasons, type RefusalReason } from "./refusal.ts";
import { statuses, type Status } from "./status.ts";
import type { TicketFields } from "./ticket.ts";

/** Where a command leads from a base state. */
export type Outcome =
  | { readonly kind: "moves"; readonly to: Status }
  /** Something is recorded; the base state stays. */
  | { readonly kind: "stays" }
  /** Back to the state remembered when the ticket was postponed or put aside. */
  | { readonly kind: "returns" }
  /** It is so already: no event. */
  | { readonly kind: "nothing" }
  | { readonly kind: "refused"; readonly reason: RefusalReason };

/**
 * The table of the life cycle. A cell names the state the command leads to,
 * one of `stays`, `returns`, `nothing` (see `Outcome`), or why it is refused.
 *
 * Four cells say more by their command: `receive` and `reject` in closed are
 * refused once the reopen window is over, `reply` in resolved leads to answered
 * if its sender says so, `merge` opens the ticket that goes on if the other one
 * owes its customer an answer, and `undo` leads to where its act began.
 */
const table = `
                   new            open           answered       postponed      resolved       closed         spam            deleted
receive            stays          stays          open           open           open           open           stays           stays
receive-automatic  stays          stays          stays          stays          stays          stays          stays           stays
reply              answered       answered       answered       answered       resolved       reopen-first   not-spam-first  restore-first
note               stays          stays          stays          stays          stays          stays          stays           stays
change-delivery    stays          stays          stays          stays          stays          stays          stays           stays
attempt            stays          stays          stays          stays          stays          stays          stays           stays
remind             our-turn       our-turn       stays          not-silent     stays          reopen-first   not-spam-first  restore-first

postpone           postponed      postponed      postponed      postponed      postponed      reopen-first   not-spam-first  restore-first
wake               not-postponed  not-postponed  not-postponed  returns        not-postponed  not-postponed  not-spam-first  restore-first
resolve            resolved       resolved       resolved       resolved       nothing        reopen-first   not-spam-first  restore-first
solved             closed         closed         closed         closed         closed         nothing        not-spam-first  restore-first
confirm            not-resolved   not-resolved   not-resolved   not-resolved   closed         nothing        not-spam-first  restore-first
close              not-resolved   not-resolved   not-resolved   not-resolved   closed         nothing        not-spam-first  restore-first
reject             not-resolved   not-resolved   not-resolved   not-resolved   open           open           not-spam-first  restore-first
reopen             already-open   already-open   open           open           open           open           not-spam-first  restore-first

spam               spam           spam           spam           spam           spam           spam           nothing         restore-first
not-spam           not-spam       not-spam       not-spam       not-spam       not-spam       not-spam       returns         restore-first
delete             deleted        deleted        deleted        deleted        deleted        deleted        deleted         nothing
restore            not-deleted    not-deleted    not-deleted    not-deleted    not-deleted    not-deleted    not-deleted     returns
purge              delete-first   delete-first   delete-first   delete-first   delete-first   delete-first   purged          purged

assign             stays          stays          stays          stays          stays          stays          stays           stays
transfer           stays          stays          stays          stays          stays          stays          stays           stays
prioritise         stays          stays          stays          stays          stays          stays          stays           stays
tag                stays          stays          stays          stays          stays          stays          stays           stays
stage              stays          stays          stays          stays          stays          stays          not-spam-first  restore-first
change-fields      stays          stays          stays          stays          stays          stays          stays           stays
review             stays          stays          stays          stays          stays          stays          stays           stays

link               stays          stays          stays          stays          stays          stays          stays           stays
unlink             stays          stays          stays          stays          stays          stays          stays           stays
merge              stays          stays          stays          stays          stays          stays          not-spam-first  restore-first
unmerge            stays          stays          stays          stays          stays          stays          stays           stays
split              stays          stays          stays          stays          stays          stays          not-spam-first  restore-first

nudge              stays          stays          not-waiting    not-waiting    not-waiting    reopen-first   not-spam-first  restore-first
escalate           stays          stays          stays          stays          stays          reopen-first   not-spam-first  restore-first
consult            stays          stays          stays          stays          stays          reopen-first   not-spam-first  restore-first
ask-approval       stays          stays          stays          stays          stays          reopen-first   not-spam-first  restore-first
give-approval      stays          stays          stays          stays          stays          stays          stays           stays
refuse-approval    stays          stays          open           open           open           reopen-first   not-spam-first  restore-first

undo               returns        returns        returns        returns        returns        returns        returns         returns
`;

/** Once merged, the conversation and its course go on in the other ticket. */
const goesOnElsewhere: ReadonlySet<CommandName> = new Set([
  "receive",
  "reply",
  "postpone",
  "wake",
  "resolve",
  "solved",
  "confirm",
  "close",
  "reject",
  "reopen",
  "remind",
  "nudge",
  "merge",
  "split",
  "escalate",
  "consult",
  "ask-approval",
  "refuse-approval",
] as const);

/** Verbs of the post office and of the closing ladder: nobody chooses them. */
const byThemselves: ReadonlySet<CommandName> = new Set([
  "receive",
  "receive-automatic",
  "change-delivery",
  "remind",
  "nudge",
] as const);

/** Verbs that need something to work on; the others can always be offered. */
const needs: Partial<Record<CommandName, (ticket: TicketFields) => boolean>> = {
  unlink: (ticket) => ticket.links.length > 0,
  "give-approval": (ticket) => ticket.openApprovals.length > 0,
  "refuse-approval": (ticket) => ticket.openApprovals.length > 0,
};

type Table = ReadonlyMap<string | undefined, ReadonlyMap<string | undefined, Outcome>>;

const lifecycle = readTable(table);

/** Where the command leads from the state; what the screens offer and what `decide` obeys. */
export function outcome(command: CommandName, status: Status): Outcome {
  return lifecycle.get(command)?.get(status) ?? { kind: "refused", reason: "purged" };
}

/** The base states in which the command does something. */
export function allowedIn(command: CommandName): readonly Status[] {
  return statuses.filter((status) => isOffered(outcome(command, status)));
}

/** Why the table refuses the command on this ticket, or null. */
export function refusal(command: CommandName, ticket: TicketFields): RefusalReason | null {
  const next = outcome(command, ticket.status);
  if (next.kind === "refused") return next.reason;
  return ticket.mergedInto !== null && goesOnElsewhere.has(command) ? "merged" : null;
}

/** What a person can do with the ticket as it is, in the order of the table. */
export function possibleCommands(ticket: TicketFields): readonly CommandName[] {
  return commandNames.filter(
    (command) =>
      !byThemselves.has(command) &&
      refusal(command, ticket) === null &&
      needs[command]?.(ticket) !== false &&
      isOffered(outcome(command, ticket.status)),
  );
}

const isOffered = (next: Outcome): boolean => next.kind !== "refused" && next.kind !== "nothing";

/** By command, then by state. Throws on a cell that says nothing known: a mistyped table does not start. */
export function readTable(text: string): Table {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [columns = [], ...rows] = lines.map((line) => line.trim().split(/\s+/));
  return new Map(
    rows.map(([command, ...cells]) => [
      command,
      new Map(cells.map((cell, index) => [columns[index], readCell(cell)])),
    ]),
  );
}

function readCell(word: string): Outcome {
  if (word === "stays" || word === "returns" || word === "nothing") return { kind: word };
  const to = statuses.find((status) => status === word);
  if (to !== undefined) return { kind: "moves", to };
  const reason = refusalReasons.find((each) => each === word);
  if (reason !== undefined) return { kind: "refused", reason };
  throw new Error(`The table of the life cycle does not know “${word}”`);
}
