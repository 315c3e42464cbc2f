import type { MailPort } from "../src/tickets/mail-port.ts";

/** Mail goes nowhere. */
export const noMail: MailPort = {
  reply: async () => undefined,
  receipt: async () => undefined,
  solved: async () => undefined,
  ladder: async () => true,
  nudge: async () => undefined,
  merged: async () => undefined,
  cancelMerged: async () => undefined,
  cancelHeld: async () => true,
  holdAgain: async () => undefined,
  holdUntil: async () => undefined,
  sendHeld: async () => true,
  askNow: async () => true,
};
