import { instantAfter } from "./chain.ts";
import type { Context } from "./command.ts";
import { definitions, type CommandInputs, type CommandName } from "./commands/index.ts";
import { targets } from "./drafting/changes.ts";
import type { DraftEvent } from "./event.ts";
import { outcome, possibleCommands, refusal } from "./lifecycle.ts";
import type { RefusalReason } from "./refusal.ts";
import type { Ticket, TicketFields } from "./ticket.ts";

export type Command<Name extends CommandName = CommandName> = {
  readonly [Each in Name]: { readonly name: Each; readonly input: CommandInputs[Each] };
}[Name];

/** `possible` names what can be done in this state, for the person who was refused. */
export type Refused = {
  readonly ok: false;
  readonly reason: RefusalReason;
  readonly possible: readonly CommandName[];
  /** What is missing, by key, where the desk's own life cycle demands something. */
  readonly names: readonly string[];
};
/** No events: it is so already, and nothing is to be stored or told. */
export type Decision = { readonly ok: true; readonly events: readonly DraftEvent[] } | Refused;

/** The one way to a change: asks the table, then the command, then what the desk's own life cycle demands. */
export function decide<Name extends CommandName>(
  ticket: Ticket,
  { name, input }: { readonly name: Name; readonly input: CommandInputs[Name] },
  context: Context,
): Decision {
  const refuse = (reason: RefusalReason, names: readonly string[] = []): Refused => ({
    ok: false,
    reason,
    possible: possibleCommands(ticket),
    names,
  });
  const reason = refusal(name, ticket);
  if (reason !== null) return refuse(reason);
  if (outcome(name, ticket.status).kind === "nothing") return { ok: true, events: [] };

  const now = instantAfter(ticket, context.now);
  const answer = definitions[name].decide(ticket, input, { ...context, now });
  if (!answer.ok) return refuse(answer.reason);
  const drafts = answer.value;
  const { rules, actor } = context;
  const after = drafts.reduce<TicketFields>(
    (fields, { changes }) => ({ ...fields, ...targets(changes) }),
    ticket,
  );
  const objection = rules?.({ before: ticket, after, command: name, actor, drafts }) ?? null;
  return objection === null ? { ok: true, events: drafts } : refuse(objection.reason, objection.names);
}
