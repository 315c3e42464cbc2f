import type { Priority } from "@kvit/domain/tickets";
import type { SampleKey, SampleRole, Words } from "./sample-texts.ts";

/** What happens in a sample, and which words it takes. */
export type Deed =
  | "take"
  | "answer"
  | "answer and resolve"
  | "note"
  | "reject"
  | "reply"
  | "absence"
  | "postpone"
  | "confirm"
  | "spam"
  | "delete";

export type Story = {
  readonly key: SampleKey;
  readonly by: SampleRole;
  /** How many minutes ago it was written. */
  readonly minutesAgo: number;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly steps: readonly (readonly [minutesAgo: number, Deed])[];
};

/** The words each deed is done with; the others need none. */
export const wordsOf: Partial<Record<Deed, keyof Words>> = {
  answer: "answer",
  "answer and resolve": "answer",
  note: "note",
  reply: "reply",
  absence: "absence",
};

/**
 * Twelve tickets in all eight states a ticket can be seen in, the oldest
 * first. The one that teaches has waited longest, so it leads the queue.
 */
export const stories: readonly Story[] = [
  {
    key: "repair",
    by: "ana",
    minutesAgo: 17_280,
    steps: [
      [17_260, "take"],
      [17_240, "answer and resolve"],
      [16_900, "confirm"],
    ],
  },
  {
    key: "printer",
    by: "marko",
    minutesAgo: 7200,
    priority: "high",
    tags: ["printer"],
    steps: [
      [7170, "take"],
      [7150, "answer and resolve"],
      [240, "reject"],
      [239, "reply"],
      [200, "note"],
    ],
  },
  {
    key: "login",
    by: "jan",
    minutesAgo: 4000,
    steps: [
      [3980, "take"],
      [3950, "answer and resolve"],
    ],
  },
  {
    key: "invoice",
    by: "petra",
    minutesAgo: 3000,
    tags: ["invoice"],
    steps: [
      [2960, "take"],
      [2940, "answer"],
    ],
  },
  {
    key: "parcel",
    by: "ana",
    minutesAgo: 2800,
    tags: ["delivery"],
    steps: [
      [2770, "take"],
      [2760, "answer"],
      [180, "reply"],
    ],
  },
  {
    key: "moving",
    by: "petra",
    minutesAgo: 1600,
    priority: "low",
    steps: [
      [1560, "take"],
      [1550, "answer"],
      [1549, "absence"],
    ],
  },
  {
    key: "stock",
    by: "eva",
    minutesAgo: 1500,
    steps: [
      [1460, "take"],
      [1455, "note"],
      [1454, "postpone"],
    ],
  },
  { key: "prize", by: "stranger", minutesAgo: 900, steps: [[870, "spam"]] },
  { key: "test", by: "marko", minutesAgo: 700, steps: [[650, "delete"]] },
  { key: "welcome", by: "guide", minutesAgo: 300, steps: [] },
  { key: "charged", by: "jan", minutesAgo: 120, priority: "urgent", tags: ["payment"], steps: [] },
  { key: "hours", by: "eva", minutesAgo: 40, steps: [] },
];
