import type { TicketView } from "@kvit/contract/tickets";
import { can } from "@kvit/domain/permissions";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import { readTicket } from "./read-thread.ts";
import type { TicketsDeps } from "./tickets-deps.ts";
import { inTransaction } from "./unit-of-work.ts";

/**
 * Ends the wait of the question whether it is solved: the customer is asked
 * now. Throws refused (already-sent) when there is nothing left to hurry.
 */
export async function sendHeldQuestion(
  deps: TicketsDeps,
  caller: Principal,
  number: number,
): Promise<TicketView> {
  const seen = await readTicket(deps.db, caller, number);
  const right = can(caller.agent, "ticket.resolve", seen);
  if (!right.ok) throw new AppError("forbidden", { reason: right.reason });
  const sent = await inTransaction(deps, async (work) =>
    deps.mail.askNow(work, { accountId: caller.accountId, ticketId: seen.id }),
  );
  if (!sent)
    throw new AppError("refused", {
      reason: "already-sent",
      detail: "No question is held any more: it has left, or was taken back.",
    });
  return seen.view;
}
