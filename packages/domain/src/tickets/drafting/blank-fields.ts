import type { TicketFields } from "../ticket.ts";

/** The fields before anything has happened: what `ticket.created` changes from, and what purging falls back to. */
export const blankFields: TicketFields = {
  status: "new",
  stage: null,
  subject: "",
  requesterId: 0,
  departmentId: 0,
  assigneeId: null,
  priority: "normal",
  tags: [],
  fields: {},
  links: [],
  postponement: null,
  spammedFrom: null,
  deletedFrom: null,
  mergedInto: null,
  reopenCount: 0,
  resolvedAt: null,
  closedAt: null,
  closeReason: null,
  oldestUnansweredAt: null,
  lastCustomerMessageAt: null,
  lastPublicReplyAt: null,
  needsReview: false,
  firstResponse: null,
  nextResponse: null,
  responseEpisodes: 0,
  escalations: 0,
  openApprovals: [],
  givenApprovals: [],
  resumedAt: null,
  climb: null,
};

export function isTicketField(name: string): name is keyof TicketFields {
  return Object.hasOwn(blankFields, name);
}
