/**
 * Finds the charset of bytes that are not UTF-8 and whose label is missing or
 * wrong. Every candidate decodes a sample; the result that looks most like
 * writing wins. The Latin candidates come first: they are our users' own.
 */
export function guessCharset(bytes: Uint8Array): { readonly charset: string; readonly text: string } {
  if (looksLikeIso2022(bytes)) return decodeAs("iso-2022-jp", bytes);
  const sample = sampleAroundForeignBytes(bytes);
  let best = { charset: "windows-1252", score: -Infinity };
  for (const candidate of candidates) {
    const score = scoreOf(candidate, sample);
    if (score > best.score) best = { charset: candidate.charset, score };
  }
  return decodeAs(best.charset, bytes);
}

type Candidate = { readonly charset: string; readonly script: Script };
type Script = "latin" | "cyrillic" | "japanese" | "chinese" | "korean";

const candidates: readonly Candidate[] = [
  { charset: "windows-1250", script: "latin" },
  { charset: "windows-1252", script: "latin" },
  { charset: "iso-8859-2", script: "latin" },
  { charset: "windows-1251", script: "cyrillic" },
  { charset: "koi8-r", script: "cyrillic" },
  { charset: "shift_jis", script: "japanese" },
  { charset: "euc-jp", script: "japanese" },
  { charset: "gb18030", script: "chinese" },
  { charset: "euc-kr", script: "korean" },
  { charset: "big5", script: "chinese" },
];

const sampleBytes = 8192;

const decodeAs = (charset: string, bytes: Uint8Array): { charset: string; text: string } => ({
  charset,
  text: new TextDecoder(charset).decode(bytes),
});

/** ISO-2022-JP announces itself: ESC $ or ESC ( followed by a set's letter. */
function looksLikeIso2022(bytes: Uint8Array): boolean {
  const escape = bytes.indexOf(0x1b);
  return escape >= 0 && bytes[escape + 1] === 0x24 && !bytes.some((byte) => byte > 0x7f);
}

/** The first bytes outside ASCII decide; what stands long before them says nothing. */
function sampleAroundForeignBytes(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const start = Math.max(0, first - 64);
  return bytes.subarray(start, start + sampleBytes);
}

function scoreOf({ charset, script }: Candidate, sample: Uint8Array): number {
  const text = new TextDecoder(charset).decode(sample);
  const qualities = charset === "iso-8859-2" ? qualityOfText(text, "latin") : qualityOfText(text, script);
  const words = script === "latin" ? knownWordBonus(text) : 0;
  return qualities + words;
}

/** Mean over the characters outside ASCII of how natural each is where it stands. */
function qualityOfText(text: string, script: Script): number {
  const chars = Array.from(text);
  let sum = 0;
  let count = 0;
  for (const [at, char] of chars.entries()) {
    if (char.charCodeAt(0) < 0x80) continue;
    sum += qualityOf(char, chars[at - 1] ?? " ", chars[at + 1] ?? " ", script);
    count += 1;
  }
  if (count === 0) return -10;
  return sum / count + (script === "japanese" ? kanaPenalty(chars) : 0);
}

const qualityOf = (char: string, before: string, after: string, script: Script): number =>
  broken.test(char) ? -6 : rules[script](char, before, after);

const broken = /[\uFFFD\u0080-\u009F\uE000-\uF8FF]/;
const letter = /\p{L}/u;
const asciiLetter = /[a-z]/i;
const typographic = /[“”„‘’‚–—…»«€§°\u00a0·•№]/;
const ourLetters = /[čšžćđáďéěíňóřťúůýąęłńśźżæøåàèìòùäöüßôâêîûëïçñ]/i;

type Rule = (char: string, before: string, after: string) => number;

const rules: Readonly<Record<Script, Rule>> = {
  latin(char, before, after) {
    if (letter.test(char)) return latinLetter(char, before, after);
    if (typographic.test(char)) return 1;
    return letter.test(before) && letter.test(after) ? -3 : -1;
  },
  cyrillic(char, before, after) {
    if (typographic.test(char)) return 0.5;
    if (!/\p{Script=Cyrillic}/u.test(char)) return -2;
    if (asciiLetter.test(before) || asciiLetter.test(after)) return -3;
    const upperInside = /\p{Lu}/u.test(char) && /\p{Ll}/u.test(before);
    if (upperInside) return -3;
    return /[а-яё]/.test(char) ? 2 : 0.5;
  },
  japanese(char, before, after) {
    if (/[ｦ-ﾟ]/.test(char)) return -2;
    if (/[ぁ-ヿ、。「」ー]/.test(char)) return 2.4;
    return ideograph(char, before, after, 1);
  },
  chinese: (char, before, after) => ideograph(char, before, after, 1.6),
  korean(char, before, after) {
    if (/\p{Script=Hangul}/u.test(char)) return asciiLetter.test(before) ? -1 : 2.2;
    return ideograph(char, before, after, -1);
  },
};

function latinLetter(char: string, before: string, after: string): number {
  const capitalInside = /\p{Lu}/u.test(char) && /\p{Ll}/u.test(before);
  if (capitalInside) return -2;
  const foreignRun = before.charCodeAt(0) > 0x7f && after.charCodeAt(0) > 0x7f;
  if (foreignRun) return -1.5;
  return ourLetters.test(char) ? 2 : 0;
}

function ideograph(char: string, before: string, after: string, value: number): number {
  if (/[\u3000-\u303f\uff00-\uff60]/.test(char)) return 1;
  if (!/\p{Script=Han}/u.test(char)) return -1;
  // A Han character glued between Latin letters is an accented letter that swallowed its neighbour.
  if (asciiLetter.test(before) || asciiLetter.test(after)) return -2;
  return /[\u4e00-\u9fff]/.test(char) ? value : -1;
}

/** Japanese without kana is hardly ever Japanese. */
function kanaPenalty(chars: readonly string[]): number {
  return chars.some((char) => /[ぁ-ヺ]/.test(char)) ? 0 : -2;
}

/**
 * č and è, ě and ì, ů and ù share their bytes between the two Windows tables:
 * only words tell them apart.
 */
function knownWordBonus(text: string): number {
  let hits = 0;
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) if (frequentWords.has(word)) hits += 1;
  return Math.min(hits, 6) * 0.5;
}

const frequentWords = new Set(
  [
    "že když může více ještě také děkuji prosím už až můžete dobrý můj jsem ně při dnů vás účet",
    "če več še že žal naročilo račun prosim zakaj kaj lahko čas ključ začetek znesek hvala nič plačilo češka",
    "się są już był dziękuję proszę można będzie także mógł które państwa jeśli zamówienie złożyłem",
    "è perché più può già così però città sì né qual verrà potrò vorrà là lì giù",
    "på å også så være får når må nå før står både gjør ønsker grønn",
    "für über können möchte schön natürlich größe müssen",
  ]
    .join(" ")
    .split(" "),
);
