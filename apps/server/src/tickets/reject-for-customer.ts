import { addNote } from "./add-note.ts";
import { byAgent } from "./by-agent.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import type { VerbCall } from "./verb-call.ts";
import type { Work } from "./unit-of-work.ts";

/** The customer said, to us and not to the page, that it is not solved. Their words become a note of who wrote them down. */
export async function rejectForCustomer(
  work: Work,
  { caller, number, body }: VerbCall<"reject">,
): Promise<Executed> {
  const rejected = await executeCommand(work, {
    accountId: caller.accountId,
    target: { number },
    name: "reject",
    input: {},
    by: byAgent(caller),
    expectedStatus: body.expectedStatus,
    expectedVersion: body.expectedVersion,
  });
  return withNote(work, rejected, { caller, number, text: body.text });
}

/** Adds words to what was just done, as part of the same act. */
export async function withNote(
  work: Work,
  done: Executed,
  note: Pick<VerbCall<"reject">, "caller" | "number"> & { readonly text: string | undefined },
): Promise<Executed> {
  if (note.text === undefined || note.text.trim() === "") return done;
  const noted = await addNote(work, {
    caller: note.caller,
    number: note.number,
    body: { text: note.text },
    act: done.act,
  });
  return { ...noted, before: done.before, events: [...done.events, ...noted.events] };
}
