import { executeCommand } from "../tickets/execute-command.ts";
import type { Work } from "../tickets/unit-of-work.ts";
import type { Due, TimerDeps } from "./timer-deps.ts";

/** The date to which a ticket was postponed has come. */
export async function wake(work: Work, _deps: TimerDeps, { accountId, stored }: Due): Promise<boolean> {
  const executed = await executeCommand(work, {
    accountId,
    target: { id: stored.ticket.id },
    name: "wake",
    input: {},
    by: { actor: { kind: "system", id: null }, cause: { kind: "timer", name: "wake" } },
  });
  return executed.events.length > 0;
}
