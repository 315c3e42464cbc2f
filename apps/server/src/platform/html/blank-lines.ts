/**
 * Cleaned HTML of our editor in which an empty paragraph between others keeps
 * the line that its writer saw; as it stands it has no height. Those at the end
 * are dropped.
 */
export function withBlankLines(html: string): string {
  return html.replace(/(?:<p><\/p>\s*)+$/, "").replaceAll("<p></p>", "<p><br /></p>");
}
