import type { TicketView } from "@kvit/contract/tickets";

/** The row as it was, without what only the server counts. */
export function rowBefore(before: TicketView): Partial<TicketView> {
  const {
    version: _version,
    updatedAt: _updatedAt,
    messageCount: _count,
    preview: _preview,
    ...row
  } = before;
  return row;
}
