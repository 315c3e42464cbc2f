import { z } from "zod";
import { bulkRun } from "./acts.ts";
import { agent, department, me } from "./people.ts";
import { ticket } from "./tickets.ts";

/** The hot set: every ticket this person may see that may still need work or has to be looked at, and who works here. */
export const bootstrap = z.object({
  /** Position in the log of changes; deltas continue from here. */
  position: z.number().int(),
  me,
  agents: z.array(agent.pick({ id: true, name: true, email: true, active: true, departments: true })),
  departments: z.array(department),
  tags: z.array(z.string()),
  tickets: z.array(ticket),
});
export type Bootstrap = z.infer<typeof bootstrap>;

/** What the server tells an open app. `gone` lists tickets that left the person's sight. */
export const liveFromServer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("hello"), position: z.number().int() }),
  z.object({
    type: z.literal("tickets"),
    position: z.number().int(),
    tickets: z.array(ticket),
    gone: z.array(z.number().int()),
  }),
  /** A message or event was added, or a delivery changed: refetch the thread if it is on screen. */
  z.object({ type: z.literal("thread"), number: z.number().int(), position: z.number().int() }),
  z.object({
    type: z.literal("presence"),
    number: z.number().int(),
    agents: z.array(z.object({ id: z.number().int(), doing: z.enum(["reading", "typing"]) })),
  }),
  /** The life cycle was changed: what is shown of deadlines has to be read again. */
  z.object({ type: z.literal("lifecycle") }),
  /** How far something is that this person does to many tickets. */
  z.object({ type: z.literal("bulk"), run: bulkRun }),
  /** Positions were lost: load the bootstrap again. */
  z.object({ type: z.literal("reload") }),
]);
export type LiveFromServer = z.infer<typeof liveFromServer>;
export const liveFromClient = z.discriminatedUnion("type", [
  z.object({ type: z.literal("since"), position: z.number().int() }),
  z.object({
    type: z.literal("presence"),
    number: z.number().int(),
    doing: z.enum(["reading", "typing", "gone"]),
  }),
]);
export type LiveFromClient = z.infer<typeof liveFromClient>;
