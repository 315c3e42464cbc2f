import type { Tx } from "../platform/postgres/pool.ts";
import type { MemberRow } from "./departments.queries.ts";

export type MembershipRow = {
  readonly departmentId: number;
  readonly lead: boolean;
  readonly deputy: boolean;
};

/** Makes these the members of a department. */
export async function replaceMembers(
  tx: Tx,
  accountId: number,
  departmentId: number,
  members: readonly MemberRow[],
): Promise<void> {
  await tx
    .deleteFrom("department_member")
    .where("account_id", "=", accountId)
    .where("department_id", "=", departmentId)
    .execute();
  if (members.length === 0) return;
  await tx
    .insertInto("department_member")
    .values(
      members.map(({ agentId, lead, deputy }) => ({
        account_id: accountId,
        department_id: departmentId,
        agent_id: agentId,
        lead,
        deputy,
      })),
    )
    .execute();
}

/** Makes these the departments of an agent. */
export async function replaceMemberships(
  tx: Tx,
  accountId: number,
  agentId: number,
  memberships: readonly MembershipRow[],
): Promise<void> {
  await tx
    .deleteFrom("department_member")
    .where("account_id", "=", accountId)
    .where("agent_id", "=", agentId)
    .execute();
  if (memberships.length === 0) return;
  await tx
    .insertInto("department_member")
    .values(
      memberships.map(({ departmentId, lead, deputy }) => ({
        account_id: accountId,
        department_id: departmentId,
        agent_id: agentId,
        lead,
        deputy,
      })),
    )
    .execute();
}
