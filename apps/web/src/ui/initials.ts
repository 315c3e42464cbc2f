const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const remarks = /[<([{][^>)\]}]*[>)\]}]?/g;

/**
 * The letters that stand for a person: of the first and the last word of a
 * name, of an address's part before the @. Remarks in brackets, quotes,
 * digits and signs are passed over; a name without any letter gives its first
 * digit, and "?" when it has none. Whole characters with their marks.
 */
export function initialsOf(name: string): string {
  const plain = name.normalize("NFC");
  const words = wordsOf(plain.replaceAll(remarks, " "));
  const letters = firstAndLast(words.length > 0 ? words : wordsOf(plain)).map(initialOf);
  return letters.length > 0 ? letters.join("") : (/\p{Nd}/u.exec(plain)?.[0] ?? "?");
}

/** The words that have a letter, each from its first letter on. */
function wordsOf(name: string): readonly string[] {
  const address = /^\s*(\S+)@\S+\s*$/.exec(name)?.[1];
  const parts = address === undefined ? name.split(/\s+/) : address.split(/[._+-]+/);
  return parts.flatMap((part) => {
    const at = part.search(/\p{L}/u);
    return at === -1 ? [] : [part.slice(at)];
  });
}

const firstAndLast = (words: readonly string[]) => [...words.slice(0, 1), ...words.slice(1).slice(-1)];

/** Some letters have more than one capital in their place (ß): the first of them stands. */
const initialOf = (word: string): string => firstGrapheme(firstGrapheme(word).toUpperCase());
const firstGrapheme = (text: string): string => graphemes.segment(text).containing(0)?.segment ?? "";
