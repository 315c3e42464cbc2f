import type { RightRow } from "@kvit/contract/settings";

export type RightGroup = { readonly thing: string; readonly rows: readonly RightRow[] };

/** The rights by the thing they are about, in the order the server names them. */
export function groupsOf(rows: readonly RightRow[]): readonly RightGroup[] {
  const groups = new Map<string, RightRow[]>();
  for (const row of rows) {
    const thing = row.permission.split(".")[0] ?? row.permission;
    groups.set(thing, [...(groups.get(thing) ?? []), row]);
  }
  return [...groups].map(([thing, list]) => ({ thing, rows: list }));
}

/** Verbs that a command of the app is called by already. */
const commands: Readonly<Record<string, string>> = {
  create: "newTicket",
  prioritise: "priority",
  tag: "tags",
  reply: "reply",
  note: "note",
  postpone: "postpone",
  wake: "wake",
  resolve: "resolve",
  reopen: "reopen",
  close: "close",
  spam: "spam",
  delete: "delete",
  restore: "restore",
  purge: "purge",
  assign: "assign",
  transfer: "transfer",
  attempt: "attempt",
  undo: "undo",
};

/** The key of the words for a permission such as "ticket.reply". */
export function verbKey(permission: string): string {
  const [thing, verb = ""] = permission.split(".");
  const command = thing === "ticket" ? commands[verb] : undefined;
  return command === undefined ? `rights.verb.${verb}` : `command.${command}`;
}

export const scopeKey = (scope: string): string => `rights.scope.${scope}`;
