/** The addresses in a pasted text: one per line, with commas, or with names around them; each once. */
export function addressesIn(text: string): readonly string[] {
  const found = text.match(/[^\s<>,;:"'()]+@[^\s<>,;:"'()]+/g) ?? [];
  return [...new Map(found.map((address) => [address.toLowerCase(), address])).values()];
}
