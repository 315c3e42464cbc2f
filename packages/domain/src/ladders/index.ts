/**
 * The closing ladder: what happens to a ticket when nobody says anything. It
 * closes only in the customer's turn; while they wait for us, it tells people.
 */
export {
  customerActs,
  defaultLadder,
  ourActs,
  type CustomerAct,
  type CustomerStep,
  type Ladder,
  type OurAct,
  type OurStep,
} from "./ladder.ts";
export { ladderFault, ladderFaults, type LadderFault } from "./ladder-fault.ts";
export { nextRung, type NextRung } from "./next-rung.ts";
export { planOf, type PlannedRung } from "./plan.ts";
