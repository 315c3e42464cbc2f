import type { Status } from "./status.ts";
import type { TicketFields } from "./ticket.ts";

/** What a customer is told about the state of a request; the words stand in each language's catalogue. */
export const customerStatuses = [
  "received",
  "working",
  "answered",
  "is-it-solved",
  "closed",
  "not-found",
] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

const told: Readonly<Record<Status, CustomerStatus>> = {
  new: "received",
  open: "working",
  answered: "answered",
  postponed: "working",
  resolved: "is-it-solved",
  closed: "closed",
  spam: "not-found",
  deleted: "not-found",
  purged: "not-found",
};

export function customerStatus({ status }: Pick<TicketFields, "status">): CustomerStatus {
  return told[status];
}
