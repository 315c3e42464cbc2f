/**
 * The ticket and its life cycle. `decide` answers events or a refusal, `seal`
 * gives the events their place in the hash chain, `evolve` applies them, and
 * `verifyHistory` proves afterwards that nothing else ever happened. No other
 * code may change a ticket; nothing here knows of storage, mail or a clock.
 */
export {
  activeStatuses,
  isActive,
  isAside,
  isSettled,
  isWaiting,
  statuses,
  whoseTurn,
  type Status,
  type Turn,
} from "./status.ts";
export {
  clockKinds,
  closeReasons,
  priorities,
  rungs,
  type Climb,
  type Clock,
  type ClockKind,
  type CloseReason,
  type Postponement,
  type Priority,
  type Rung,
  type Ticket,
  type TicketFields,
  type TicketLink,
} from "./ticket.ts";
export {
  eventTypes,
  genesisHash,
  type Actor,
  type Cause,
  type Change,
  type Changes,
  type DraftEvent,
  type ErasedEvent,
  type EventType,
  type TicketEvent,
} from "./event.ts";
export { refusalReasons, type RefusalReason } from "./refusal.ts";
export type { CommandDefinition, Context, Objection, ProposedStep, Rules } from "./command.ts";
export {
  commandNames,
  commands,
  definitions,
  type CommandInput,
  type CommandInputs,
  type CommandName,
} from "./commands/index.ts";
export { chosenLinkKinds, oppositeLink, type LinkKind } from "./links.ts";
export { allowedIn, outcome, possibleCommands, type Outcome } from "./lifecycle.ts";
export { secondThoughtsSeconds } from "./second-thoughts.ts";
export { decide, type Command, type Decision, type Refused } from "./decide.ts";
export { openTicket, type CopiedMessage, type FirstMessage, type OpenTicketInput } from "./open-ticket.ts";
export { asOf, evolve, fold } from "./evolve.ts";
export { erase, hashOf, seal, type Digest, type Seal } from "./chain.ts";
export {
  historyProblems,
  replayHistory,
  verifyHistory,
  type Fault,
  type HistoryProblem,
  type Replay,
  type Verification,
} from "./history/verify-history.ts";
export { intervalsOf, nextInterval, turnSums, type Interval, type TurnSums } from "./intervals.ts";
export { currentClock, elapsedMicros, type CurrentClock } from "./clocks.ts";
export { underlying, unsoundness } from "./history/soundness.ts";
export { climbOf, waitSince } from "./waits.ts";
export { customerStatus, customerStatuses, type CustomerStatus } from "./customer-status.ts";
export { attemptOutcomes, type AttemptOutcome } from "./commands/conversation/attempt.ts";
export { deliveryStates, type DeliveryState } from "./commands/conversation/change-delivery.ts";
export { maxTags } from "./commands/handling/tag.ts";
export { maxEscalations } from "./commands/decisions/escalate.ts";
