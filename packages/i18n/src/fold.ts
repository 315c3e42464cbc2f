/** Marks over and under letters, of Hebrew and Arabic the points. The function `folded` of the database takes the same. */
const marks = new RegExp(
  String.raw`[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]`,
  "gu",
);

const letters: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ı: "i",
  ς: "σ",
  æ: "ae",
  œ: "oe",
  ß: "ss",
  þ: "th",
};

/**
 * Folds text for search: small letters, no marks, and the letters that do not
 * decompose written plainly, so that "sola" finds "Šola" and "lodz" finds "Łódź".
 * Whoever searches, in memory, in the app or in the database, folds by this one rule.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(marks, "")
    .toLowerCase()
    .replaceAll(/[łøđðıςæœßþ]/gu, (letter) => letters[letter] ?? letter);
}
