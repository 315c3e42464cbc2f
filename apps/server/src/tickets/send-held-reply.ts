import type { TicketView } from "@kvit/contract/tickets";
import { can } from "@kvit/domain/permissions";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import { belongsTo } from "./messages.queries.ts";
import { readTicket } from "./read-thread.ts";
import type { TicketsDeps } from "./tickets-deps.ts";
import { inTransaction } from "./unit-of-work.ts";

type Held = { readonly number: number; readonly id: number };

/** Ends the hold of a reply: it leaves now. Throws refused (already-sent) when there is nothing left to hurry. */
export async function sendHeldReply(
  deps: TicketsDeps,
  caller: Principal,
  { number, id }: Held,
): Promise<TicketView> {
  const seen = await readTicket(deps.db, caller, number);
  const right = can(caller.agent, "ticket.reply", seen);
  if (!right.ok) throw new AppError("forbidden", { reason: right.reason });
  if (!(await belongsTo(deps.db, { accountId: caller.accountId, ticketId: seen.id, messageId: id })))
    throw new AppError("not-found");
  const sent = await inTransaction(deps, async (work) =>
    deps.mail.sendHeld(work, { accountId: caller.accountId, messageId: id }),
  );
  if (!sent)
    throw new AppError("refused", {
      reason: "already-sent",
      detail: "This mail is not held any more: it has left, or was taken back.",
    });
  return seen.view;
}
