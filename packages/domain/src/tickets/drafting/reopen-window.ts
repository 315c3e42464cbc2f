import { microsPerDay } from "../../kernel/index.ts";
import type { Context } from "../command.ts";
import type { TicketFields } from "../ticket.ts";

/** After it, a closed ticket's customer gets a linked follow-up ticket instead. */
export function isReopenWindowOver({ closedAt, status }: TicketFields, context: Context): boolean {
  if (status !== "closed" || closedAt === null) return false;
  return context.now > closedAt + context.reopenWindowDays * microsPerDay;
}
