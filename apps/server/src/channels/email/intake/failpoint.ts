/**
 * The boundaries at which a process may die. Nothing happens there in service;
 * the fault runs end the process at each of them and count what is left.
 */
const failpoints = [
  "raw-received",
  "raw-stored",
  "intake-inserted",
  "intake-committed",
  "door-answered",
  "imap-flagged",
  "intake-claimed",
  "mail-understood",
  "files-stored",
  "ticket-written",
  "ticket-committed",
  "outbox-claimed",
  "relay-accepted",
  "outbox-recorded",
] as const;
export type Failpoint = (typeof failpoints)[number];
export type ReachFailpoint = (name: Failpoint) => void | Promise<void>;

export const noFailpoints: ReachFailpoint = () => undefined;
