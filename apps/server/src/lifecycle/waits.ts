import type { WorkingCalendar } from "@kvit/domain/calendars";
import type { Instant } from "@kvit/domain/kernel";
import { nextRung, type Ladder } from "@kvit/domain/ladders";
import { ladderOf } from "@kvit/domain/lifecycle";
import { waitSince, type Ticket } from "@kvit/domain/tickets";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { readLifecycle, readTerms, type Terms } from "./terms.queries.ts";

/** By what one ticket's waiting is judged: the ladder of its department, in the version its wait began under. */
export type WaitTerms = {
  readonly version: number;
  readonly ladder: Ladder;
  readonly calendar: WorkingCalendar;
};

/** `version`: that of the ticket's row. */
export async function waitTermsOf(
  db: Db | Tx,
  terms: Terms,
  at: { readonly accountId: number; readonly departmentId: number; readonly version: number },
): Promise<WaitTerms> {
  const { accountId, departmentId, version } = at;
  const lifecycle = version === terms.version ? terms.lifecycle : await readLifecycle(db, accountId, version);
  return {
    version,
    ladder: ladderOf(lifecycle, departmentId),
    calendar: terms.calendars.get(departmentId) ?? terms.calendar,
  };
}

/** The same for a ticket as it is stored. */
export async function judgeOf(
  db: Db | Tx,
  accountId: number,
  { ticket, lifecycleVersion }: { readonly ticket: Ticket; readonly lifecycleVersion: number },
): Promise<WaitTerms> {
  const terms = await readTerms(db, accountId);
  const { departmentId } = ticket;
  return waitTermsOf(db, terms, { accountId, departmentId, version: lifecycleVersion });
}

/** Whether the wait of a ticket is another than before: it is then judged by what holds now. */
export function isNewWait(before: Ticket | null, after: Ticket): boolean {
  return before === null || waitSince(before) !== waitSince(after);
}

const microsPerDay = 86_400_000_000;

/**
 * When the ladder next does something with a ticket; null for never. What is
 * due in the past already (an undo brought an old wait back) is put off by a
 * day, so that a person sees it before the ladder does.
 */
export function ladderDue({ ladder, calendar }: WaitTerms, ticket: Ticket, now: Instant): Instant | null {
  const next = nextRung(ladder, ticket, calendar);
  if (next === null) return null;
  return next.at > now ? next.at : now + microsPerDay;
}
