/** The controls that turn the direction of all that follows (UAX #9, explicit embeddings, overrides and isolates). */
const turns = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Marks that give a direction to what stands beside them (LRM, RLM, ALM). Within the words they belong to them, at the ends to the neighbours. */
const marksAtEnds = /^[\s\u200E\u200F\u061C]+|[\s\u200E\u200F\u061C]+$/gu;

/**
 * Words that stand on a line with others: a subject, a name. Line breaks and
 * control characters become spaces, and what would turn the reading direction
 * of its neighbours goes; letters written from right to left need none of it.
 */
export function cleanLine(text: string): string {
  return text
    .replaceAll(turns, "")
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .replaceAll(marksAtEnds, "");
}
