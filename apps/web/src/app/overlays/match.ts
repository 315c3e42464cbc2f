import { foldForSearch } from "@kvit/i18n/format";

/**
 * How well a text answers a query: each word of the query must begin a word of
 * the text (two points, three at its start) or stand inside one (one point).
 * Nought when a word is missing.
 */
export function matchScore(query: string, text: string): number {
  const hay = foldForSearch(text);
  const needles = foldForSearch(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  let score = 0;
  for (const needle of needles) {
    const at = hay.indexOf(needle);
    if (at === -1) return 0;
    const startsWord = hay.startsWith(needle) || hay.includes(` ${needle}`);
    score += at === 0 ? 3 : startsWord ? 2 : 1;
  }
  return score;
}
