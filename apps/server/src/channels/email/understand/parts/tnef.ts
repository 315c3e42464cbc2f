import { decodeText } from "../text/charset.ts";
import { decompressRtf } from "./rtf-compression.ts";
import { propertyType, readProperties, type TnefProperties } from "./tnef-properties.ts";

export type TnefFile = {
  readonly name: string;
  readonly contentType: string | null;
  readonly contentId: string | null;
  readonly content: Uint8Array<ArrayBuffer>;
};

export type TnefContent = {
  readonly files: readonly TnefFile[];
  readonly text: string | null;
  readonly html: string | null;
  readonly rtf: Uint8Array<ArrayBuffer> | null;
};

const signature = 0x223e9f78;
const maxFiles = 500;
const maxRtfBytes = 10 * 1024 * 1024;

/** Attribute ids of MS-OXTNEF §2.1.3.2. */
const attribute = {
  oemCodepage: 0x00069007,
  messageProperties: 0x00069003,
  body: 0x0002800c,
  attachmentStart: 0x00069002,
  attachmentTitle: 0x00018010,
  attachmentData: 0x0006800f,
  attachmentProperties: 0x00069005,
} as const;

/** Property ids of MS-OXPROPS that we read. */
const property = {
  body: 0x1000,
  rtfCompressed: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  data: 0x3701,
  fileName: 0x3704,
  longFileName: 0x3707,
  mimeTag: 0x370e,
  contentId: 0x3712,
} as const;

type OpenFile = { title: string | null; data: Uint8Array | null; properties: TnefProperties };

/**
 * Reads a winmail.dat (MS-OXTNEF). Null when it is none or is broken before its
 * first attribute; a container cut short gives what was whole. Everything is
 * copied out of the container and nothing but the RTF is decompressed, so the
 * result is bounded by the size of the mail.
 */
export function readTnef(bytes: Uint8Array): TnefContent | null {
  if (bytes.length < 6) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== signature) return null;
  const state: State = { charset: null, body: null, message: new Map(), files: [] };
  let at = 6;
  while (at + 11 <= bytes.length) {
    const id = view.getUint32(at + 1, true);
    const length = view.getUint32(at + 5, true);
    if (at + 9 + length > bytes.length) break;
    takeAttribute(state, id, bytes.subarray(at + 9, at + 9 + length));
    at += 9 + length + 2;
  }
  return summarise(state);
}

type State = {
  charset: string | null;
  body: Uint8Array | null;
  message: TnefProperties;
  files: OpenFile[];
};

type Take = (state: State, data: Uint8Array, open: OpenFile) => void;

const takers = new Map<number, Take>([
  [attribute.oemCodepage, (state, data) => (state.charset = `cp${(data[0] ?? 0) | ((data[1] ?? 0) << 8)}`)],
  [attribute.messageProperties, (state, data) => (state.message = readProperties(data))],
  [attribute.body, (state, data) => (state.body = data)],
  [attribute.attachmentStart, (state) => state.files.push(emptyFile())],
  [attribute.attachmentTitle, (state, data, open) => (open.title = decode(state, data))],
  [attribute.attachmentData, (_state, data, open) => (open.data = data)],
  [attribute.attachmentProperties, (_state, data, open) => (open.properties = readProperties(data))],
]);

const emptyFile = (): OpenFile => ({ title: null, data: null, properties: new Map() });

function takeAttribute(state: State, id: number, data: Uint8Array): void {
  if (state.files.length > maxFiles) return;
  takers.get(id)?.(state, data, state.files.at(-1) ?? emptyFile());
}

function summarise(state: State): TnefContent {
  const { message } = state;
  const rtf = message.get(property.rtfCompressed)?.value ?? null;
  const html = message.get(property.html)?.value ?? null;
  return {
    files: state.files.map((file) => closeFile(state, file)).filter((file) => file !== null),
    text: textOf(state, message, property.body) ?? (state.body === null ? null : decode(state, state.body)),
    html: html === null ? null : decodeText(html, null).text,
    rtf: rtf === null ? null : decompressRtf(rtf, maxRtfBytes),
  };
}

function closeFile(state: State, { title, data, properties }: OpenFile): TnefFile | null {
  const content = data ?? properties.get(property.data)?.value ?? null;
  if (content === null) return null;
  const names = [
    textOf(state, properties, property.longFileName),
    textOf(state, properties, property.fileName),
    title,
    textOf(state, properties, property.displayName),
  ];
  return {
    name: names.find((name) => name !== null && name !== "") ?? "",
    contentType: textOf(state, properties, property.mimeTag)?.toLowerCase() ?? null,
    contentId: textOf(state, properties, property.contentId),
    content: new Uint8Array(content),
  };
}

function textOf(state: State, properties: TnefProperties, id: number): string | null {
  const found = properties.get(id);
  if (found === undefined) return null;
  if (found.type === propertyType.unicode) {
    return withoutEnd(new TextDecoder("utf-16le").decode(found.value));
  }
  return found.type === propertyType.string8 ? decode(state, found.value) : null;
}

const decode = (state: State, bytes: Uint8Array): string =>
  withoutEnd(decodeText(bytes.subarray(0, endOfString(bytes)), state.charset).text);

function endOfString(bytes: Uint8Array): number {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes.length : end;
}

const withoutEnd = (text: string): string => text.replace(/\0.*$/s, "");
