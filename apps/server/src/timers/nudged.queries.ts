import type { Ticket } from "@kvit/domain/tickets";
import type { Tx } from "../platform/postgres/pool.ts";

/**
 * Who is told that a customer waits too long: the assignee, or the leads and
 * deputies of the department, who also stand in for nobody.
 */
export async function selectNudged(
  tx: Tx,
  accountId: number,
  { assigneeId, departmentId }: Ticket,
  rung: "remind-assignee" | "remind-lead",
): Promise<readonly number[]> {
  if (rung === "remind-assignee" && assigneeId !== null) return [assigneeId];
  const leads = await tx
    .selectFrom("department_member")
    .select("agent_id")
    .where("account_id", "=", accountId)
    .where("department_id", "=", departmentId)
    .where((where) => where.or([where("lead", "=", true), where("deputy", "=", true)]))
    .orderBy("agent_id")
    .execute();
  return leads.map(({ agent_id: id }) => id);
}
