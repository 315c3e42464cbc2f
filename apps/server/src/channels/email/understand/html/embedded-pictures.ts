export type EmbeddedPicture = {
  readonly contentId: string;
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
};

const minLength = 4096;
const maxPictures = 200;
const source = /\bsrc\s*=\s*(["'])\s*data:(image\/(?:png|jpe?g|gif|webp|bmp));base64,([a-z0-9+/=\s]+)\1/gi;

/**
 * Takes big pictures that stand inside the HTML itself out of it, to be kept as
 * files and shown by content id: what is left is text of a size one can clean.
 */
export function takeEmbeddedPictures(html: string): { html: string; pictures: readonly EmbeddedPicture[] } {
  if (!/data:image\//i.test(html)) return { html, pictures: [] };
  const pictures: EmbeddedPicture[] = [];
  const rest = html.replace(source, (whole, quote: string, type: string, payload: string) => {
    if (payload.length < minLength || pictures.length >= maxPictures) return whole;
    const contentId = `embedded-${pictures.length + 1}@picture.invalid`;
    const content = new Uint8Array(Buffer.from(payload, "base64"));
    pictures.push({ contentId, contentType: type.toLowerCase().replace("image/jpg", "image/jpeg"), content });
    return `src=${quote}cid:${contentId}${quote}`;
  });
  return { html: rest, pictures };
}
