import type { Bootstrap } from "@kvit/contract/sync";
import { hoursOf } from "../departments/index.ts";
import type { Db } from "../platform/postgres/pool.ts";

/** Who works here, in which departments, and the tags in use. */
export async function selectBootstrap(
  db: Db,
  accountId: number,
): Promise<Pick<Bootstrap, "agents" | "departments" | "tags">> {
  const [agents, members, departments, tags] = await Promise.all([
    db
      .selectFrom("agent")
      .select(["id", "name", "email", "deactivated_at"])
      .where("account_id", "=", accountId)
      .orderBy("name")
      .execute(),
    db.selectFrom("department_member").selectAll().where("account_id", "=", accountId).execute(),
    db.selectFrom("department").selectAll().where("account_id", "=", accountId).orderBy("id").execute(),
    db.selectFrom("tag").select("name").where("account_id", "=", accountId).orderBy("name").execute(),
  ]);
  return {
    agents: agents.map(({ deactivated_at, ...agent }) => ({
      ...agent,
      active: deactivated_at === null,
      departments: members
        .filter((member) => member.agent_id === agent.id)
        .map((member) => ({ departmentId: member.department_id, lead: member.lead, deputy: member.deputy })),
    })),
    departments: departments.map((row) => ({
      id: row.id,
      name: row.name,
      language: row.language,
      timeZone: row.time_zone,
      ...hoursOf(row.week, row.holidays),
      retired: row.retired_at !== null,
    })),
    tags: tags.map((row) => row.name),
  };
}
