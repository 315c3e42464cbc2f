const marks = /^(?:(?:re|aw|antw|odp|odg|sv|vs|fw|fwd|vb|r|i|ha)\s*(?:\[\d+\])?\s*:\s*)+/i;

/** One line without control characters; what came from people goes into headers only like this. */
export function oneLine(text: string, longest = 500): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest)
    .toWellFormed();
}

/** `Re: Printer is on fire [#4821]`: one Re, and our tag once, at the end. */
export function replySubject(subject: string, tag: string): string {
  const bare = oneLine(subject, 400).replaceAll(tag, " ").replace(/\s+/g, " ").trim().replace(marks, "");
  return `Re: ${bare} ${tag}`.replace(/\s+/g, " ");
}
