import type { EventType, TicketEvent } from "../event.ts";
import { activeStatuses, statuses, type Status } from "../status.ts";
import type { TicketFields } from "../ticket.ts";

/**
 * The grammar of a history: in which states an event may happen, where it may
 * lead, and which fields it may touch. It is written apart from the commands,
 * from the same table of the life cycle, so that the one checks the other.
 */
type Step = {
  readonly from: readonly Status[];
  /** Where it leads; without it the base state stays. */
  readonly to?: (before: TicketFields) => Status | null;
  readonly touches: readonly (keyof TicketFields)[];
  readonly holds?: (before: TicketFields, after: TicketFields) => boolean;
};

/** One event between what the ticket was and what it became. */
export type Moment = {
  readonly before: TicketFields;
  readonly event: TicketEvent;
  readonly after: TicketFields;
};

const anywhere = statuses.filter((status) => status !== "purged");
const working = ["new", "open"] as const;
const settled = ["resolvedAt", "closedAt", "closeReason", "postponement", "stage"] as const;
const clocks = ["firstResponse", "nextResponse"] as const;

const nothing: Step = { from: anywhere, touches: [] };
const note = (...touches: readonly (keyof TicketFields)[]): Step => ({ from: anywhere, touches });
const withoutOpenApprovals = (before: TicketFields) => before.openApprovals.length === 0;
const isUntouched = (before: TicketFields, after: TicketFields) =>
  after.oldestUnansweredAt === before.oldestUnansweredAt;
const keepsOldest = ({ oldestUnansweredAt: was }: TicketFields, { oldestUnansweredAt: is }: TicketFields) =>
  was === null || (is !== null && is <= was);
const countedOnce = (before: TicketFields, after: TicketFields) =>
  after.reopenCount === before.reopenCount + 1;

const steps: Readonly<Record<EventType, Step>> = {
  // only as the first event, which `illegality` sees to
  "ticket.created": {
    from: ["new"],
    touches: [
      "subject",
      "requesterId",
      "departmentId",
      "assigneeId",
      "priority",
      "tags",
      "stage",
      "fields",
      "links",
    ],
  },
  "ticket.answered": {
    from: ["new", "open", "postponed", "resolved"],
    to: () => "answered",
    touches: settled,
  },
  "ticket.opened": { from: ["answered", "postponed"], to: () => "open", touches: settled },
  "ticket.postponed": {
    from: activeStatuses,
    to: () => "postponed",
    touches: ["postponement", "stage"],
    holds: (before, after) => after.postponement?.from === (before.postponement?.from ?? before.status),
  },
  "ticket.woken": {
    from: ["postponed"],
    to: (before) => before.postponement?.from ?? null,
    touches: ["postponement", "stage", "resumedAt"],
  },
  "ticket.resolved": {
    from: ["new", "open", "answered", "postponed"],
    to: () => "resolved",
    touches: ["resolvedAt", "oldestUnansweredAt", "postponement", "stage"],
    holds: withoutOpenApprovals,
  },
  "ticket.confirmed": {
    from: ["resolved"],
    to: () => "closed",
    touches: ["closedAt", "closeReason", "stage"],
    holds: withoutOpenApprovals,
  },
  "ticket.closed": {
    from: ["resolved"],
    to: () => "closed",
    touches: ["closedAt", "closeReason", "stage"],
    holds: withoutOpenApprovals,
  },
  "ticket.rejected": {
    from: ["resolved", "closed"],
    to: () => "open",
    touches: [...settled, "reopenCount", "givenApprovals"],
    holds: countedOnce,
  },
  "ticket.reopened": {
    from: ["resolved", "closed"],
    to: () => "open",
    touches: [...settled, "reopenCount", "givenApprovals"],
    holds: countedOnce,
  },
  "ticket.spammed": {
    from: [...activeStatuses, "closed"],
    to: () => "spam",
    touches: ["spammedFrom"],
    holds: (before, after) => after.spammedFrom === before.status,
  },
  "ticket.unspammed": {
    from: ["spam"],
    to: (before) => before.spammedFrom,
    touches: ["spammedFrom", "needsReview", "resumedAt"],
  },
  "ticket.deleted": {
    from: [...activeStatuses, "closed", "spam"],
    to: () => "deleted",
    touches: ["deletedFrom"],
    holds: (before, after) => after.deletedFrom === before.status,
  },
  "ticket.restored": {
    from: ["deleted"],
    to: (before) => before.deletedFrom,
    touches: ["deletedFrom", "needsReview", "resumedAt"],
  },
  "ticket.purged": { from: ["spam", "deleted"], to: () => "purged", touches: [] },
  "ticket.assigned": note("assigneeId"),
  "ticket.transferred": note("departmentId"),
  "ticket.staged": { from: [...activeStatuses, "closed"], touches: ["stage"] },
  "ticket.prioritised": note("priority"),
  "ticket.tagged": note("tags"),
  "ticket.fields_changed": note("subject", "requesterId", "fields"),
  "ticket.linked": note("links"),
  // on the one that goes on: it may take over what the other owes its customer
  "ticket.merged": {
    from: [...activeStatuses, "closed"],
    touches: ["mergedInto", "oldestUnansweredAt"],
    holds: (before, after) =>
      after.mergedInto === null ? keepsOldest(before, after) : isUntouched(before, after),
  },
  "ticket.unmerged": note("mergedInto", "resumedAt"),
  "ticket.split": { from: [...activeStatuses, "closed"], touches: ["links"] },
  "ticket.escalated": {
    from: activeStatuses,
    touches: ["escalations", "climb"],
    holds: (before, after) => after.escalations === before.escalations + 1,
  },
  "ticket.consulted": { from: activeStatuses, touches: [] },
  "ticket.approval_asked": { from: activeStatuses, touches: ["openApprovals", "givenApprovals"] },
  "ticket.approval_given": note("openApprovals", "givenApprovals"),
  "ticket.approval_refused": { from: activeStatuses, touches: ["openApprovals"] },
  "ticket.attempted": note("climb", "needsReview"),
  "ticket.reviewed": note("needsReview", "oldestUnansweredAt"),
  "message.received": note("lastCustomerMessageAt", "oldestUnansweredAt", "needsReview"),
  "message.sent": { from: activeStatuses, touches: ["lastPublicReplyAt", "oldestUnansweredAt"] },
  "message.delivery_changed": nothing,
  "message.auto_received": nothing,
  "note.added": nothing,
  "sla.started": { from: working, touches: [...clocks, "responseEpisodes"] },
  "sla.paused": { from: working, touches: clocks },
  "sla.resumed": { from: working, touches: clocks },
  "sla.warned": { from: working, touches: ["climb"] },
  "sla.breached": { from: working, touches: [] },
  "sla.met": { from: activeStatuses, touches: clocks },
  "sla.excused": { from: activeStatuses, touches: clocks },
  // judged by the act it takes back, see `undoing.ts`
  undone: nothing,
};

/** Events of a conversation that goes on elsewhere once the ticket is merged. */
const goesOnElsewhere: ReadonlySet<EventType> = new Set([
  "message.received",
  "message.sent",
  "ticket.answered",
  "ticket.opened",
  "ticket.postponed",
  "ticket.woken",
  "ticket.resolved",
  "ticket.confirmed",
  "ticket.closed",
  "ticket.rejected",
  "ticket.reopened",
] as const);

/** Why this step is not in the table of the life cycle, or null. */
export function stepProblem({ before, event, after }: Moment): string | null {
  const { from, to, touches, holds } = steps[event.type];
  if (!from.includes(before.status)) return `${event.type} does not happen in ${before.status}`;
  if (before.mergedInto !== null && goesOnElsewhere.has(event.type)) return `${event.type} after merging`;
  const expected = to === undefined ? before.status : to(before);
  if (after.status !== expected) return `${event.type} does not lead to ${after.status}`;
  const known: readonly string[] = ["status", ...touches];
  const foreign = Object.keys(event.changes).find((field) => !known.includes(field));
  if (foreign !== undefined) return `${event.type} does not touch ${foreign}`;
  return holds === undefined || holds(before, after) ? null : `${event.type} breaks its condition`;
}
