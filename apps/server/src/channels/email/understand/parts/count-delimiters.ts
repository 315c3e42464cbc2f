const maxBoundaryLength = 200;

/**
 * How many lines of a mail look like delimiters of boundaries it declares
 * somewhere (RFC 2046 §5.1): at least as many as there are parts. Counted before
 * parsing, as building tens of thousands of parts takes seconds. Cheap for mails
 * that have fewer than `enough` lines beginning with two dashes.
 */
export function countDelimiters(raw: Uint8Array, enough: number): number {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  let dashes = 0;
  for (let at = bytes.indexOf("\n--"); at >= 0 && dashes <= enough; at = bytes.indexOf("\n--", at + 3))
    dashes += 1;
  return dashes <= enough ? dashes : countDeclared(bytes);
}

function countDeclared(bytes: Buffer): number {
  const declared = new Set<string>();
  for (const match of bytes
    .toString("latin1")
    .matchAll(/boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi)) {
    declared.add(match[1] ?? match[2] ?? "");
  }
  let count = 0;
  for (let at = bytes.indexOf("\n--"); at >= 0; at = bytes.indexOf("\n--", at + 3)) {
    const start = at + 3;
    const line =
      bytes
        .toString("latin1", start, start + maxBoundaryLength + 4)
        .split(/[\r\n]/)[0]
        ?.trimEnd() ?? "";
    if (declared.has(line) || declared.has(line.replace(/--$/, ""))) count += 1;
  }
  return count;
}
