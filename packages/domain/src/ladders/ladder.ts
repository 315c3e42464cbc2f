import type { DayCount } from "../calendars/index.ts";
import type { Priority } from "../tickets/index.ts";

/** What the closing ladder does while the customer is silent. */
export const customerActs = ["remind", "notice", "resolve", "close"] as const;
export type CustomerAct = (typeof customerActs)[number];

/** What it does while the customer waits for us; never more than telling people. */
export const ourActs = ["remind-assignee", "remind-lead", "escalate"] as const;
export type OurAct = (typeof ourActs)[number];

/**
 * One rung: so many days after our last word (in answered) or after the
 * resolution (in resolved), if the customer has said nothing since.
 */
export type CustomerStep = {
  readonly in: "answered" | "resolved";
  readonly after: number;
  readonly act: CustomerAct;
};

/** One rung of our own branch: at so many hundredths of the response frame. */
export type OurStep = { readonly after: number; readonly act: OurAct };

/**
 * How a ticket is brought to its end when nobody says anything. One object for
 * a department, with a branch for each side's turn; what it does to a ticket is
 * planned by `nextRung` and shown beforehand by `planOf`.
 */
export type Ladder = {
  readonly customersTurn: {
    readonly on: boolean;
    readonly count: DayCount;
    /** In the order in which they come, those of answered first. */
    readonly steps: readonly CustomerStep[];
    /** A contract's promise: closed within so many working days of the resolution. */
    readonly closeWithinWorkingDays: number | null;
  };
  readonly ourTurn: {
    readonly on: boolean;
    /** Minutes of working time within which a waiting customer is answered. */
    readonly frames: Readonly<Record<Priority, number>>;
    readonly steps: readonly OurStep[];
  };
  /** Days after closing in which the customer's word reopens the ticket. */
  readonly reopenWindowDays: number;
};

/** Safe numbers: remind after 3 days of silence, resolve after 7, close 7 days after that, reopen for 14 more. */
export const defaultLadder: Ladder = {
  customersTurn: {
    on: true,
    count: "days",
    steps: [
      { in: "answered", after: 3, act: "remind" },
      { in: "answered", after: 7, act: "resolve" },
      { in: "resolved", after: 7, act: "close" },
    ],
    closeWithinWorkingDays: null,
  },
  ourTurn: {
    on: false,
    frames: { urgent: 60, high: 240, normal: 480, low: 960 },
    steps: [
      { after: 100, act: "remind-assignee" },
      { after: 200, act: "remind-lead" },
      { after: 300, act: "escalate" },
    ],
  },
  reopenWindowDays: 14,
};
