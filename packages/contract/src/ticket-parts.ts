import { z } from "zod";
import { closeReasons, priorities, statuses } from "@kvit/domain/tickets";

/** What tickets, their verbs and their lists have in common. */
export const status = z.enum(statuses);
export const priority = z.enum(priorities);
export const closeReason = z.enum(closeReasons);
export const channel = z.enum(["email", "api", "form", "phone", "chat", "sample", "import"]);

export const personRef = z.object({ id: z.number().int(), name: z.string(), email: z.string().nullable() });
export const departmentRef = z.object({ id: z.number().int(), name: z.string() });

/** Neither is made from the other when both come, so which of them would be read is left to nobody. */
export function isOneBody(value: { text?: string | undefined; html?: string | undefined }): boolean {
  return !value.text || !value.html;
}
export const oneBody = "Send text or html, not both.";
/** What JSON Schema can say of it; that a text shows something is for the server to see. */
export const somethingSaid = {
  description:
    "Send text or html, not both, and something in it that can be seen; without either send attachments.",
  anyOf: [{ required: ["text"] }, { required: ["html"] }, { required: ["attachments"] }],
};

/** By key or by name. */
export const departmentGiven = z.union(
  [z.number().int(), z.string().min(1)],
  "Write a department's name or number.",
);
export const tagNames = z.array(z.string().trim().min(1, "Write a tag.").max(60)).max(50);

/** Refuses the command when the ticket has moved on since the caller looked. */
export const expected = { expectedStatus: status.optional(), expectedVersion: z.number().int().optional() };
