/** Pictures a browser may show in place; everything else is downloaded. SVG is not among them: it can carry script. */
const shownInPlace = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "image/bmp",
]);

/** Headers under which a stranger's file cannot act as a page of ours. */
export function attachmentHeaders(file: {
  readonly filename: string;
  readonly content_type: string;
  readonly size: number;
}): Record<string, string> {
  const shown = shownInPlace.has(file.content_type);
  return {
    "content-type": shown ? file.content_type : "application/octet-stream",
    "content-disposition": `${shown ? "inline" : "attachment"}; filename="${file.filename.replace(/[^\x20-\x7e]|["\\%]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    "content-length": String(file.size),
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=300",
  };
}

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A file name as it can be shown and saved anywhere: no path, control or direction marks, not a device, at most 200 characters. */
export function cleanFilename(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/^\.+/, "")
    .trim();
  const safe = reserved.test(plain) ? `_${plain}` : plain;
  return safe === "" ? "file" : shorten(safe);
}

function shorten(name: string): string {
  if (name.length <= 200) return name;
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : "";
  return `${name.slice(0, 200 - ending.length).toWellFormed()}${ending}`;
}
