import { byAgent } from "./by-agent.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import { insertMessage } from "./messages.queries.ts";
import { contentOf } from "./message-content.ts";
import type { Expecting } from "./verb-call.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Work } from "./unit-of-work.ts";

export type Noting = {
  readonly caller: Principal;
  readonly number: number;
  readonly body: {
    readonly text?: string | undefined;
    readonly html?: string | undefined;
    readonly attachments?: readonly number[] | undefined;
  } & Expecting;
  /** The act this note is part of, when it does not stand alone. */
  readonly act?: string;
};

/** Writes an internal note, which no customer ever sees. */
export async function addNote(work: Work, { caller, number, body, act }: Noting): Promise<Executed> {
  const content = contentOf(body);
  return executeCommand(work, {
    accountId: caller.accountId,
    target: { number },
    name: "note",
    by: byAgent(caller),
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
    act,
    input: async (stored) =>
      insertMessage(work.tx, {
        accountId: caller.accountId,
        ticketId: stored.ticket.id,
        kind: "note",
        channel: stored.channel,
        at: work.now,
        author: { actor: byAgent(caller).actor, name: caller.name, address: caller.email },
        ...content,
        attachmentIds: body.attachments ?? [],
      }),
  });
}
