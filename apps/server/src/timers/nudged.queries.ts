import type { Rung, Ticket } from "@kvit/domain/tickets";
import type { Tx } from "../platform/postgres/pool.ts";

/**
 * Who is told that a customer waits too long: the assignee, or the leads and
 * deputies of the department, who also stand in for nobody; where a department
 * has none, those who see to the whole desk.
 */
export async function selectNudged(
  tx: Tx,
  accountId: number,
  { assigneeId, departmentId }: Ticket,
  rung: Extract<Rung, "remind-assignee" | "remind-lead" | "escalate">,
): Promise<readonly number[]> {
  if (rung === "remind-assignee" && assigneeId !== null) return [assigneeId];
  const leads = await tx
    .selectFrom("department_member")
    .select("agent_id as id")
    .where("account_id", "=", accountId)
    .where("department_id", "=", departmentId)
    .where((where) => where.or([where("lead", "=", true), where("deputy", "=", true)]))
    .orderBy("agent_id")
    .execute();
  const found = leads.length > 0 ? leads : await selectAdmins(tx, accountId);
  return found.map(({ id }) => id);
}

async function selectAdmins(tx: Tx, accountId: number): Promise<readonly { readonly id: number }[]> {
  return tx
    .selectFrom("agent")
    .select("id")
    .where("account_id", "=", accountId)
    .where("role", "in", ["owner", "admin"])
    .where("deactivated_at", "is", null)
    .orderBy("id")
    .execute();
}
