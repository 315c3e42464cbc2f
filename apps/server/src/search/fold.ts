const singles: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  đ: "d",
  æ: "ae",
  ß: "ss",
  œ: "oe",
  þ: "th",
  ð: "d",
  ı: "i",
};

/** Lower case without marks, so that a search for "sola" finds "Šola" and "lodz" finds "Łódź". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[łøđæßœþðı]/g, (letter) => singles[letter] ?? letter);
}
