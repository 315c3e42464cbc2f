/**
 * The few types every part of the domain shares. Nothing here reads a clock, a
 * random source or the outside world: instants, ids and the digest come in as
 * arguments, so that the same inputs always give the same bytes.
 */
export {
  formatInstant,
  instantFromMillis,
  microsPerDay,
  parseInstant,
  readInstant,
  type Instant,
  type InstantFault,
} from "./instant.ts";
export { refuse, type Refusal, type Result } from "./result.ts";
export { assertNever } from "./assert-never.ts";
export { canonicalJson, type Json, type JsonObject } from "./canonical-json.ts";
export { cleanLine } from "./clean-line.ts";
export { currentZoneName } from "./zone-name.ts";
export { cleanJson, cleanText } from "./clean.ts";
export { equal } from "./equal.ts";
