import { z } from "zod";
import { retentionFaults, retentionRules } from "@kvit/domain/lifecycle";
import { instant, text } from "./wire.ts";

/** Days are judged by the domain, which says what is at fault. */
const days = z.number("Write a number of days, or null for never.").nullable();

/** After how many days a ticket is purged that is deleted, spam or closed; null for never. */
export const retention = z.object({ deletedDays: days, spamDays: days, closedDays: days }).strict();
export type RetentionBody = z.infer<typeof retention>;

export const retentionView = z.object({
  /** Of the life cycle these rules stand in. */
  version: z.number().int(),
  retention,
});
export type RetentionView = z.infer<typeof retentionView>;

export const changeRetention = z
  .object({
    retention,
    /** Why, in words; shown in the list of versions. */
    note: text(500).optional(),
    /** Refuses the change when somebody else has made a newer version since. */
    expectedVersion: z.number().int().optional(),
    /** How many tickets are purged at once by these rules, as the preview counts them; needed when there are any. */
    purgesNow: z.number().int().min(0).optional(),
  })
  .strict();
export type ChangeRetention = z.infer<typeof changeRetention>;

export const previewRetention = z.object({ retention }).strict();
export type PreviewRetention = z.infer<typeof previewRetention>;

export const retentionPreview = z.object({
  fault: z.object({ rule: z.enum(retentionRules), fault: z.enum(retentionFaults) }).nullable(),
  /** What each rule means for the tickets there are; none with a fault, nor for a rule that is switched off. */
  rules: z.array(
    z.object({
      rule: z.enum(retentionRules),
      /** So many are purged with the next run, within the hour. */
      now: z.number().int(),
      /** So many within 30 days, those of now among them. */
      soon: z.number().int(),
      /** Those that go first, at most 20. */
      first: z.array(z.object({ number: z.number().int(), subject: z.string(), at: instant })),
    }),
  ),
});
export type RetentionPreview = z.infer<typeof retentionPreview>;
