import { commonWords } from "./common-words.ts";

/** A password of fewer surprises than this is among the first that are tried. */
const fewestSurprises = 5;

/**
 * Whether a password is one that guessers try first: common words, runs and
 * repeats, years, and what is known of the person (NIST SP 800-63B-4
 * §3.1.1.2). What is left when these are taken away must still be some
 * characters long; so words of one's own pass, however they are put together.
 */
export function isEasilyGuessed(password: string, about: readonly string[]): boolean {
  const given = password.normalize("NFKC").toLowerCase().split("");
  const plain = given.map((sign) => disguises[sign] ?? sign).join("");
  const known = knownWords(about);
  const isKnown = given.map(() => false);
  for (const text of [given.join(""), plain]) for (const word of known) mark(isKnown, text, word);
  for (const { index } of given.join("").matchAll(/(?:19|20)\d\d/g)) isKnown.fill(true, index, index + 4);
  const rest = given.filter((sign, index) => !isKnown[index] && !/[\s._-]/.test(sign));
  return surprises(rest) < fewestSurprises;
}

/** Signs that stand for letters they look like. */
const disguises: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** The common ones, and what others know of somebody: the address and name as a whole and in parts. */
function knownWords(about: readonly string[]): readonly string[] {
  const whole = about.map((text) => text.normalize("NFKC").toLowerCase().trim());
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return [...commonWords, ...whole, ...parts].filter((word) => word.length >= 3);
}

function mark(isKnown: boolean[], text: string, word: string): void {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    isKnown.fill(true, at, at + word.length);
}

/** How many signs do not follow from those before them: by a repeat of all so far, or by going on along the alphabet or the keys. */
function surprises(signs: readonly string[]): number {
  const period = periodOf(signs);
  const unit = signs.slice(0, period);
  return unit.filter((_sign, index) => !goesOn(unit, index)).length;
}

/** The length of what is repeated; all of it where nothing is. */
function periodOf(signs: readonly string[]): number {
  for (let period = 1; period * 2 <= signs.length; period += 1)
    if (signs.every((sign, index) => index < period || sign === signs[index - period])) return period;
  return signs.length;
}

/** Whether a sign is the third or later of a run; two in a row stand in every word. */
function goesOn(signs: readonly string[], index: number): boolean {
  const [third, second, first] = [signs[index], signs[index - 1], signs[index - 2]];
  const next = signs[index + 1];
  if (third === undefined || second === undefined || !areNeighbours(second, third)) return false;
  if (first !== undefined && areNeighbours(first, second)) return true;
  return next !== undefined && areNeighbours(third, next);
}

function areNeighbours(a: string, b: string): boolean {
  const distance = Math.abs((a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
  return distance <= 1 || isPair(a, b, "90") || keyboards.some((rows) => areBeside(rows, a, b));
}

const isPair = (a: string, b: string, pair: string): boolean => a + b === pair || b + a === pair;

const keyboards = [
  ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"],
  ["1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"],
  ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"],
] as const;

/** On the keys: beside each other in a row, or above each other as fingers go (1 q a z, q 2 w 3). */
function areBeside(rows: readonly string[], a: string, b: string): boolean {
  const [rowA, rowB] = [a, b].map((key) => rows.findIndex((row) => row.includes(key)));
  if (rowA === undefined || rowB === undefined || rowA < 0 || rowB < 0) return false;
  const columns = (rows[rowA]?.indexOf(a) ?? 0) - (rows[rowB]?.indexOf(b) ?? 0);
  return Math.abs(rowA - rowB) <= 1 && Math.abs(columns) <= 1;
}
