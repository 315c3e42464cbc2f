/** Text that PostgreSQL and JSON can hold: NUL and lone surrogates become U+FFFD, visibly. */
export function wellFormed(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes("\0") ? whole.replaceAll("\0", "\uFFFD") : whole;
}

/** At most `max` UTF-16 units, never ending in half a character. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = isHighSurrogate(text.charCodeAt(max - 1)) ? max - 1 : max;
  return text.slice(0, end);
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const lineBreaks = /[\r\n\v\f\u0085\u2028\u2029]+/g;
const controls = /\p{Cc}+/gu;
/** Marks that change the direction of what follows: a way to make `exe.pdf` out of `fdp.exe`. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** One trimmed line for a header value: no line break can survive into a header of ours. */
export function singleLine(text: string, max: number): string {
  return cutText(wellFormed(text).replace(lineBreaks, " ").trim(), max);
}

/** One line that cannot disguise itself: for display names and file names. */
export function plainLabel(text: string, max: number): string {
  const plain = wellFormed(text).replace(lineBreaks, " ").replace(controls, "").replace(directionMarks, "");
  return cutText(plain.trim(), max);
}
