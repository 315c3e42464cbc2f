/**
 * The line that every mail we send carries above its text. Mail programs copy it
 * into the quote of an answer, whatever language they speak and however they
 * indent, so all from there on is quote.
 */
export const REPLY_MARKER = "──────── ✂ ────────";

const marker = /^[\s>*|]*[─—–\-_=]{4,}\s*✂[\ufe0e\ufe0f]?\s*[─—–\-_=]{4,}\s*$/;

export const isReplyMarker = (line: string): boolean => line.length < 200 && marker.test(line);
