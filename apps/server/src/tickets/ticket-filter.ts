import {
  priorities,
  statuses,
  activeStatuses,
  isActive,
  type Priority,
  type Status,
} from "@kvit/domain/tickets";
import type { TicketQuery } from "@kvit/contract/tickets";
import { AppError } from "../platform/app-error.ts";

/** A query's filters, checked and resolved to keys. An absent filter does not narrow. */
export type TicketFilter = {
  readonly statuses: readonly Status[];
  readonly departmentId: number | null;
  /** undefined: anybody; null: nobody. */
  readonly assigneeId: number | null | undefined;
  readonly requesterId: number | null;
  readonly priorities: readonly Priority[] | null;
  readonly tags: readonly string[];
  readonly words: string | null;
  /** Those that were merged into another, and only those. */
  readonly merged: boolean;
  /** Those that somebody has to look at, and only those. */
  readonly needsReview: boolean;
};

/** Names to keys, as the account has them; null where there is no such thing. */
export type FilterNames = {
  readonly me: number;
  readonly department: (given: string) => Promise<number | null>;
  readonly agent: (given: string) => Promise<number | null>;
  readonly requester: (given: string) => Promise<number | null>;
};

/** No contact's key: who never wrote has no tickets, which is an answer and no mistake. */
const nobodyYet = 0;

/** Reads the filters of a query. Throws bad-request naming the filter and what it takes. */
export async function readFilter(query: TicketQuery, names: FilterNames): Promise<TicketFilter> {
  if (query.needsReview === "yes" && query.at !== undefined)
    throw unfit("needsReview", "What has to be looked at is known as it stands now only. Leave at out.");
  return {
    statuses: readStatuses(query.status),
    departmentId:
      query.department === undefined ? null : await named("department", query.department, names.department),
    assigneeId: await readAssignee(query.assignee, names),
    requesterId:
      query.requester === undefined ? null : ((await names.requester(query.requester)) ?? nobodyYet),
    priorities:
      query.priority === undefined
        ? null
        : list(query.priority).map((given) => member("priority", given, priorities)),
    tags: query.tag === undefined ? [] : list(query.tag).map((tag) => tag.toLowerCase()),
    merged: query.merged === "yes",
    needsReview: query.needsReview === "yes",
    words: query.q === undefined || query.q.trim() === "" ? null : query.q.trim(),
  };
}

/** Whether every ticket the filter can match is worked on, so that memory can answer. */
export function onlyActive(filter: TicketFilter): boolean {
  return !filter.merged && !filter.needsReview && filter.statuses.every(isActive);
}

export function readStatuses(given: string | undefined): readonly Status[] {
  if (given === undefined) return statuses.filter((status) => status !== "purged");
  return list(given).flatMap((each) =>
    each === "active" ? activeStatuses : [member("status", each, statuses)],
  );
}

async function readAssignee(
  given: string | undefined,
  names: FilterNames,
): Promise<number | null | undefined> {
  if (given === undefined) return undefined;
  if (given === "none") return null;
  return given === "me" ? names.me : named("assignee", given, names.agent);
}

async function named(
  filter: string,
  given: string,
  find: (given: string) => Promise<number | null>,
): Promise<number> {
  const found = await find(given);
  if (found === null) throw unfit(filter, `There is no ${filter} "${given}".`);
  return found;
}

function member<Value extends string>(filter: string, given: string, allowed: readonly Value[]): Value {
  const found = allowed.find((value) => value === given);
  if (found === undefined)
    throw unfit(filter, `"${given}" is not a ${filter}; use one of ${allowed.join(", ")}.`);
  return found;
}

function unfit(path: string, message: string): AppError {
  return new AppError("bad-request", { detail: message, errors: [{ path, message }] });
}

const list = (given: string): string[] =>
  given
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
