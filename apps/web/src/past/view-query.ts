import type { TicketCounts } from "@kvit/contract/tickets";
import type { SignedIn } from "../store/session.ts";
import { viewsOf, type View } from "../store/views.ts";

/** By what the API is asked for the tickets of a view. */
export function queryOf(view: View): Readonly<Record<string, string>> {
  if (view.remote !== undefined) return { ...view.remote, sort: "-updated" };
  const department = /^department-(\d+)$/.exec(view.id)?.[1];
  const work = { status: "new,open", sort: "next" };
  if (department !== undefined) return { ...work, department };
  return ownQueries[view.id] ?? work;
}

const ownQueries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mine: { status: "new,open", assignee: "me", sort: "next" },
  unassigned: { status: "new,open", assignee: "none", sort: "next" },
  answered: { status: "answered", sort: "-updated" },
  waiting: { status: "resolved", sort: "-updated" },
  postponed: { status: "postponed", sort: "-updated" },
  review: { needsReview: "yes", sort: "-updated" },
};

/** How many tickets each view held then; those that are read page by page have no count. */
export function countsThen(world: SignedIn, { groups }: TicketCounts): ReadonlyMap<string, number> {
  const sum = (fits: (group: TicketCounts["groups"][number]) => boolean) =>
    groups.filter(fits).reduce((total, { count }) => total + count, 0);
  const me = world.me.agent.id;
  const isWork = ({ status }: { readonly status: string }) => status === "new" || status === "open";
  const counts: [string, number][] = [
    ["mine", sum((group) => isWork(group) && group.assigneeId === me)],
    ["unassigned", sum((group) => isWork(group) && group.assigneeId === null)],
    ["all", sum(isWork)],
    ["answered", sum(({ status }) => status === "answered")],
    ["waiting", sum(({ status }) => status === "resolved")],
    ["postponed", sum(({ status }) => status === "postponed")],
  ];
  for (const { id } of viewsOf(world).filter(({ section }) => section === "departments"))
    counts.push([id, sum((group) => isWork(group) && `department-${group.departmentId}` === id)]);
  return new Map(counts);
}
