/**
 * The verbs a ticket understands. Routes, palette, bulk, macros and the table
 * of rights are read from this list; nothing else lists them. A verb is one
 * file and one line here, and a row in the table of the life cycle.
 */
import type { CommandDefinition } from "../command.ts";
import { attempt } from "./conversation/attempt.ts";
import { changeDelivery } from "./conversation/change-delivery.ts";
import { note } from "./conversation/note.ts";
import { receiveAutomatic } from "./conversation/receive-automatic.ts";
import { receive } from "./conversation/receive.ts";
import { remind } from "./conversation/remind.ts";
import { reply } from "./conversation/reply.ts";
import { askApproval } from "./decisions/ask-approval.ts";
import { consult } from "./decisions/consult.ts";
import { escalate } from "./decisions/escalate.ts";
import { giveApproval } from "./decisions/give-approval.ts";
import { nudge } from "./decisions/nudge.ts";
import { refuseApproval } from "./decisions/refuse-approval.ts";
import { assign } from "./handling/assign.ts";
import { changeFields } from "./handling/change-fields.ts";
import { prioritise } from "./handling/prioritise.ts";
import { review } from "./handling/review.ts";
import { stage } from "./handling/stage.ts";
import { tag } from "./handling/tag.ts";
import { transfer } from "./handling/transfer.ts";
import { close } from "./progress/close.ts";
import { confirm } from "./progress/confirm.ts";
import { postpone } from "./progress/postpone.ts";
import { reject } from "./progress/reject.ts";
import { reopen } from "./progress/reopen.ts";
import { resolve } from "./progress/resolve.ts";
import { solved } from "./progress/solved.ts";
import { wake } from "./progress/wake.ts";
import { link } from "./relations/link.ts";
import { merge } from "./relations/merge.ts";
import { split } from "./relations/split.ts";
import { unlink } from "./relations/unlink.ts";
import { unmerge } from "./relations/unmerge.ts";
import { deleteTicket } from "./removal/delete.ts";
import { notSpam } from "./removal/not-spam.ts";
import { purge } from "./removal/purge.ts";
import { restore } from "./removal/restore.ts";
import { spam } from "./removal/spam.ts";
import { undo } from "./undo.ts";

const all = {
  receive,
  "receive-automatic": receiveAutomatic,
  reply,
  note,
  "change-delivery": changeDelivery,
  attempt,
  remind,
  postpone,
  wake,
  resolve,
  solved,
  confirm,
  close,
  reject,
  reopen,
  spam,
  "not-spam": notSpam,
  delete: deleteTicket,
  restore,
  purge,
  assign,
  transfer,
  prioritise,
  tag,
  stage,
  "change-fields": changeFields,
  review,
  link,
  unlink,
  merge,
  unmerge,
  split,
  nudge,
  escalate,
  consult,
  "ask-approval": askApproval,
  "give-approval": giveApproval,
  "refuse-approval": refuseApproval,
  undo,
};

export type CommandName = keyof typeof all;

/** What each verb has to be told. */
export type CommandInputs = { readonly [Name in CommandName]: Parameters<(typeof all)[Name]["decide"]>[1] };
export type CommandInput<Name extends CommandName> = CommandInputs[Name];

type Definitions = { readonly [Name in CommandName]: CommandDefinition<Name, CommandInputs[Name]> };

/** By name; the type refuses a definition filed under another's name. */
export const definitions: Definitions = all;

export const commands: readonly Definitions[CommandName][] = Object.values(definitions);

export const commandNames: readonly CommandName[] = commands.map((command) => command.name);
