/** The nine base states of a ticket. Custom stages live inside them; code reads only these. */
export const statuses = [
  "new",
  "open",
  "answered",
  "postponed",
  "resolved",
  "closed",
  "spam",
  "deleted",
  "purged",
] as const;
export type Status = (typeof statuses)[number];

/** Who has to act next. `date` means a set time or a third party. */
export type Turn = "ours" | "customer" | "date" | "nobody";

const turnOf: Readonly<Record<Status, Turn>> = {
  new: "ours",
  open: "ours",
  answered: "customer",
  postponed: "date",
  resolved: "customer",
  closed: "nobody",
  spam: "nobody",
  deleted: "nobody",
  purged: "nobody",
};

/** A merged ticket keeps its state, but its conversation goes on elsewhere: it is nobody's turn. */
export function whoseTurn(status: Status, isMerged = false): Turn {
  return isMerged ? "nobody" : turnOf[status];
}

/** Active tickets are those that may still need work; they are held in the queue's own table. */
export const activeStatuses = [
  "new",
  "open",
  "answered",
  "postponed",
  "resolved",
] as const satisfies readonly Status[];

export function isActive(status: Status): boolean {
  return activeStatuses.some((active) => active === status);
}

/** In these states somebody waits for us, so a response clock runs. */
export function isWaiting(status: Status): boolean {
  return status === "new" || status === "open";
}

/** Spam and trash lie on top of a state and give it back untouched. */
export function isAside(status: Status): boolean {
  return status === "spam" || status === "deleted";
}

/** We think it is done, or the customer agrees. */
export function isSettled(status: Status): boolean {
  return status === "resolved" || status === "closed";
}
