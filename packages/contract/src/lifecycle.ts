import { z } from "zod";
import { dayCounts } from "@kvit/domain/calendars";
import { customerActs, ladderFaults, ourActs } from "@kvit/domain/ladders";
import { fieldKinds, stageColors, stageHomes, switchable } from "@kvit/domain/lifecycle";
import { priorities, statuses } from "@kvit/domain/tickets";
import { instant, text } from "./wire.ts";

/** Days and minutes are judged by the domain, which says which step is at fault and why. */
const customerStep = z
  .object({ in: z.enum(["answered", "resolved"]), after: z.number(), act: z.enum(customerActs) })
  .strict();
const ourStep = z.object({ after: z.number(), act: z.enum(ourActs) }).strict();

/** The closing ladder of a department, or the one of all that have none. */
export const ladder = z
  .object({
    customersTurn: z
      .object({
        on: z.boolean(),
        count: z.enum(dayCounts),
        steps: z.array(customerStep).max(50),
        closeWithinWorkingDays: z.number().nullable(),
      })
      .strict(),
    ourTurn: z
      .object({
        on: z.boolean(),
        /** Minutes of working time, by priority. */
        frames: z.record(z.enum(priorities), z.number()),
        steps: z.array(ourStep).max(50),
      })
      .strict(),
    reopenWindowDays: z.number(),
  })
  .strict();

/** By the key of the department; those that are not named use the common one. */
const departmentLadders = z.record(z.string().regex(/^\d{1,9}$/, "Write a department's key."), ladder);

const key = z.string().min(1).max(40);
/** By language tag. */
const ownWords = z.record(z.string().min(2).max(35), text(500));
const condition = z
  .object({ field: key, is: text(200) })
  .strict()
  .nullable()
  .default(null);
const demand = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("field"), field: key, when: condition }).strict(),
  z
    .object({
      kind: z.literal("approval"),
      approval: key,
      /** `another`: anybody who may approve, but not the ticket's assignee. */
      by: z.enum(["anybody", "another"]),
      when: condition,
    })
    .strict(),
]);
const demands = z.array(demand).max(50);

/** What a desk sets of its own inside the table of states. */
const ownCycle = {
  /** Steps inside a base state, in their order. */
  stages: z
    .array(
      z
        .object({
          key,
          in: z.enum(stageHomes),
          names: ownWords,
          customerWords: ownWords.default({}),
          meaning: ownWords.default({}),
          color: z.enum(stageColors),
          clocks: z.enum(["as-state", "run", "pause"]).default("as-state"),
          entering: demands.default([]),
          leaving: demands.default([]),
          retired: z.boolean().default(false),
        })
        .strict(),
    )
    .max(100),
  fields: z
    .array(
      z
        .object({
          key,
          names: ownWords,
          kind: z.enum(fieldKinds),
          choices: z
            .array(z.object({ key, names: ownWords }).strict())
            .max(200)
            .default([]),
          retired: z.boolean().default(false),
        })
        .strict(),
    )
    .max(200),
  approvals: z
    .array(z.object({ key, names: ownWords, retired: z.boolean().default(false) }).strict())
    .max(50),
  /** What has to be there before a ticket is resolved, and before it is closed. */
  resolving: demands,
  closing: demands,
  /** Steps of people that are switched off. */
  switches: z
    .array(
      z
        .object({
          command: z.enum(switchable),
          from: z.enum(statuses),
          off: z.boolean(),
          roles: z
            .array(z.enum(["admin", "agent"]))
            .nullable()
            .default(null),
        })
        .strict(),
    )
    .max(100),
};

export const lifecycleView = z.object({
  version: z.number().int(),
  ladder,
  departmentLadders,
  ...ownCycle,
});
export type LifecycleView = z.infer<typeof lifecycleView>;

export const changeLifecycle = z
  .object({
    ladder,
    departmentLadders: departmentLadders.optional(),
    /** Each of these that is left out stays as it is. */
    ...z.object(ownCycle).partial().shape,
    /** Why, in words; shown in the list of versions. */
    note: text(500).optional(),
    /** Refuses the change when somebody else has made a newer version since. */
    expectedVersion: z.number().int().optional(),
    /** Also for tickets that wait already; else these go on under the version their wait began with. */
    standing: z.boolean().optional(),
  })
  .strict();
export type ChangeLifecycle = z.infer<typeof changeLifecycle>;

export const plannedRung = z.object({
  act: z.enum([...customerActs, ...ourActs, "lock"]),
  at: instant,
});
export type PlannedRungView = z.infer<typeof plannedRung>;

export const ladderFaultView = z.object({
  fault: z.enum(ladderFaults),
  step: z.number().int().nullable(),
  departmentId: z.number().int().nullable(),
});
export type LadderFaultView = z.infer<typeof ladderFaultView>;

export const previewLadder = z
  .object({
    ladder,
    /** Whose working hours count; the first department's when left out. */
    department: z.number().int().optional(),
    /** Ladders of departments' own, which go before it when standing tickets are counted. */
    departmentLadders: departmentLadders.optional(),
    /** A ticket on which the ladder is shown. */
    ticket: z.number().int().positive().optional(),
  })
  .strict();
export type PreviewLadder = z.infer<typeof previewLadder>;

export const ladderPreview = z.object({
  fault: ladderFaultView.nullable(),
  /** What would become of the ticket if nobody said a word any more; null without a ticket, or with a fault. */
  plan: z.array(plannedRung).nullable(),
  /** What it would mean for the tickets that wait now; null with a fault. */
  standing: z
    .object({
      waiting: z.number().int(),
      /** Of these, so many would be reminded, resolved or closed at once or within a day. */
      reminded: z.number().int(),
      resolved: z.number().int(),
      closed: z.number().int(),
      /** Those that would be resolved or closed first, at most 50. */
      first: z.array(
        z.object({ number: z.number().int(), subject: z.string(), act: z.string(), at: instant }),
      ),
    })
    .nullable(),
});
export type LadderPreview = z.infer<typeof ladderPreview>;

export const lifecycleVersion = lifecycleView.extend({
  madeAt: instant.nullable(),
  madeBy: z.string().nullable(),
  note: z.string(),
});
export type LifecycleVersion = z.infer<typeof lifecycleVersion>;
