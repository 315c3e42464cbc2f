import type { LedgerEntry, LedgerSums } from "@kvit/contract/mail";

export type LedgerFilter = {
  readonly state?: LedgerEntry["state"];
  readonly door?: LedgerEntry["door"];
  readonly q?: string;
};

/** In the order in which the parts of a sum are read. */
export const states = ["message", "suspended", "ignored", "failed", "pending"] as const;
export const doors = ["smtp", "lmtp", "imap", "pipe"] as const;
export type DoorSum = LedgerSums["doors"][number];

/** The filter that an address carries; what is no filter is left out. */
export function filterOf(search: Record<string, unknown>): LedgerFilter {
  const state = states.find((each) => each === search["state"]);
  const door = doors.find((each) => each === search["door"]);
  const q = typeof search["q"] === "string" || typeof search["q"] === "number" ? String(search["q"]) : "";
  return { ...(state && { state }), ...(door && { door }), ...(q !== "" && { q: q.slice(0, 200) }) };
}

export const ledgerPath = (filter: LedgerFilter): string => withQuery("/mail", filter);
export const ledgerRequest = (filter: LedgerFilter): string => withQuery("/api/v1/mail", filter);

function withQuery(path: string, filter: LedgerFilter): string {
  const query = new URLSearchParams(filter).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** All doors together. */
export function totalOf(sums: readonly DoorSum[]): Omit<DoorSum, "door"> {
  const add = (name: Exclude<keyof DoorSum, "door">) => sums.reduce((sum, each) => sum + each[name], 0);
  return {
    received: add("received"),
    message: add("message"),
    suspended: add("suspended"),
    ignored: add("ignored"),
    failed: add("failed"),
    pending: add("pending"),
  };
}
