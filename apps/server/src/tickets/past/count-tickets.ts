import { formatInstant, type Instant } from "@kvit/domain/kernel";
import type { TicketCounts } from "@kvit/contract/tickets";
import { visibility } from "@kvit/domain/permissions";
import type { Status } from "@kvit/domain/tickets";
import type { Principal } from "../../platform/http/principal.ts";
import type { Db } from "../../platform/postgres/pool.ts";
import { countStanding } from "./standing.queries.ts";
import { inSnapshot } from "./snapshot.ts";

type Asked = {
  readonly at: Instant | null;
  readonly now: Instant;
  readonly statuses: readonly Status[];
};

/** How many tickets the caller may read stood where, at an instant or now. */
export async function countTickets(
  db: Db,
  caller: Principal,
  { at, now, statuses }: Asked,
): Promise<TicketCounts> {
  const sums = await inSnapshot(db, async (tx) =>
    countStanding(tx, {
      accountId: caller.accountId,
      visibility: visibility(caller.agent),
      at: at ?? now,
      filter: {
        statuses,
        departmentId: null,
        assigneeId: undefined,
        requesterId: null,
        priorities: null,
        merged: false,
      },
    }),
  );
  const byStatus = new Map<string, number>(statuses.map((status) => [status, 0]));
  for (const { status, count } of sums) byStatus.set(status, (byStatus.get(status) ?? 0) + count);
  return {
    at: at === null ? null : formatInstant(at),
    statuses: Object.fromEntries(byStatus),
    groups: sums.flatMap(({ departmentId, ...sum }) =>
      departmentId === null ? [] : [{ ...sum, departmentId }],
    ),
  };
}
