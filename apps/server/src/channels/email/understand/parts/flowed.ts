/**
 * Undoes format=flowed (RFC 3676): a line that ends in a space goes on in the
 * next line of the same quote depth. `-- ` stays the signature line it is.
 */
export function unfoldFlowed(text: string, deleteSpace: boolean): string {
  const paragraphs: string[] = [];
  let open: { depth: string; pieces: string[] } | null = null;
  for (const line of text.split(/\r?\n/)) {
    const { depth, words } = splitQuote(line);
    const flows = words.endsWith(" ") && words !== "-- ";
    const piece = flows && deleteSpace ? words.slice(0, -1) : words;
    if (open !== null && open.depth === depth && words !== "-- ") {
      open.pieces.push(piece);
    } else {
      if (open !== null) paragraphs.push(paragraph(open));
      open = { depth, pieces: [piece] };
    }
    if (!flows) {
      paragraphs.push(paragraph(open));
      open = null;
    }
  }
  if (open !== null) paragraphs.push(paragraph(open));
  return paragraphs.join("\n");
}

function splitQuote(line: string): { depth: string; words: string } {
  let depth = 0;
  while (line.charAt(depth) === ">") depth += 1;
  const rest = line.slice(depth);
  return { depth: line.slice(0, depth), words: rest.startsWith(" ") ? rest.slice(1) : rest };
}

function paragraph({ depth, pieces }: { depth: string; pieces: readonly string[] }): string {
  const words = pieces.join("");
  return depth === "" ? words : `${depth} ${words}`;
}
