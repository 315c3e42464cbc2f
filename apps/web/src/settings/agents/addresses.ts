export type Pasted = {
  readonly addresses: readonly string[];
  /** What stands where an address is expected and is none. */
  readonly others: readonly string[];
};

const longestShown = 100;

/** What a pasted text holds: one address per line, with commas, or with names around them; each once. Nothing is dropped but names. */
export function addressesIn(text: string): Pasted {
  // A quoted name may hold a comma.
  const pieces = text.replaceAll(/"[^"\n]*"(?=\s*<)/g, " ").split(/[,;\n]/);
  const found = pieces.map(readPiece);
  return {
    addresses: distinct(found.flatMap(({ addresses }) => addresses)),
    others: distinct(found.flatMap(({ others }) => others)),
  };
}

function readPiece(piece: string): Pasted {
  const address = /(?:mailto:)?([^\s<>:"'()]+@[^\s<>:"'()]+)/g;
  const addresses = [...piece.matchAll(address)].map(([, found]) => found ?? "");
  const rest = piece.replaceAll(address, " ").replaceAll(/\s+/g, " ").trim();
  // "Ana Kovač <ana@…>" names a person; words without an address beside them in angle brackets may be meant as one.
  const isName = addresses.length > 0 && piece.includes("<");
  return { addresses, others: rest === "" || isName ? [] : [rest.slice(0, longestShown)] };
}

/** Each once, however it is capitalised. */
const distinct = (words: readonly string[]): readonly string[] => [
  ...new Map(words.map((word) => [word.toLowerCase(), word])).values(),
];
