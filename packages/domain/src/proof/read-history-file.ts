import type { JsonObject } from "../kernel/index.ts";
import { historyFormat, isObject, type HistoryFile } from "./history-file.ts";

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === "string";
const whole: Shape = (value) => Number.isSafeInteger(value);
const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
const list =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const members =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    isObject(value) && Object.entries(shapes).every(([name, shape]) => shape(value[name]));

const attachment = members({ filename: text, size: whole, sha256: text });
const message = members({
  id: whole,
  kind: text,
  digest: text,
  withheld: orNull(text),
  text,
  html: orNull(text),
  attachments: list(attachment),
});
const parts: Readonly<Record<string, Shape>> = {
  desk: text,
  number: whole,
  exportedAt: text,
  lifecycle: text,
  includesInternal: (value) => typeof value === "boolean",
  ticket: members({ id: whole, number: whole, version: whole }),
  // what is inside an event is the chain's business
  events: list(isObject),
  messages: list(message),
  signature: members({ algorithm: text, publicKey: text, fingerprint: text, value: text }),
};

export type ReadHistory =
  | { readonly file: HistoryFile & JsonObject }
  | { readonly file: null; readonly what: string };

/** Whether this JSON value is written as a history file is; whether it is true is another question. */
export function readHistoryFile(value: unknown): ReadHistory {
  if (!isObject(value)) return { file: null, what: "this is no history file of Kvit" };
  if (value["format"] !== historyFormat)
    return { file: null, what: `this is no history file of the format ${historyFormat}` };
  if (isHistoryFile(value)) return { file: value };
  return { file: null, what: `the file's part "${oddPart(value)}" is not written as it must be` };
}

const isHistoryFile = (value: JsonObject): value is HistoryFile & JsonObject => oddPart(value) === undefined;

const oddPart = (value: JsonObject): string | undefined =>
  Object.keys(parts).find((name) => parts[name]?.(value[name]) !== true);
