import { sql } from "kysely";
import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { HeldMails } from "../../../tickets/mail-port.ts";
import type { Tx } from "../../../platform/postgres/pool.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { holdEnd } from "./hold-end.ts";

/** What an act asked or told of its ticket and was taken back unsent is held anew, for the act was done again. */
export async function holdAgain(
  work: Work,
  { accountId, ticketId, act }: Omit<HeldMails, "messageIds">,
): Promise<void> {
  await sql`
    update outbox set state = 'held', due_at = ${formatInstant(holdEnd(work))}::timestamptz
    where account_id = ${accountId} and ticket_id = ${ticketId} and state = 'cancelled' and attempts = 0
      and kind in ('solved', 'ladder') and content->>'act' = ${act}`.execute(work.tx);
}

/** Sets when what an act asks or tells leaves, as far as it is held. */
export async function holdUntil(
  tx: Tx,
  { accountId, act, until }: { readonly accountId: number; readonly act: string; readonly until: Instant },
): Promise<void> {
  await sql`
    update outbox set due_at = ${formatInstant(until)}::timestamptz
    where account_id = ${accountId} and state = 'held' and kind in ('solved', 'ladder') and content->>'act' = ${act}`.execute(
    tx,
  );
}
