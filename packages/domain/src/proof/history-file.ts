import { canonicalJson, type JsonObject } from "../kernel/index.ts";
import type { Digest, ErasedEvent, Ticket, TicketEvent } from "../tickets/index.ts";
import type { MessageKind } from "./message-problems.ts";

export const historyFormat = "kvit.history/1";

/** Why the words of a message are not in the file although its event and digest are. */
export type Withheld = "note" | "taken-back" | "erased";

export type FiledMessage = {
  readonly id: number;
  readonly kind: MessageKind;
  readonly digest: string;
  /** Null when text, HTML and files follow; else they are blank. */
  readonly withheld: Withheld | null;
  readonly text: string;
  readonly html: string | null;
  /** Names, sizes in bytes and digests; the bytes themselves are not in the file. */
  readonly attachments: readonly {
    readonly filename: string;
    readonly size: number;
    readonly sha256: string;
  }[];
};

/** One ticket with its whole history, for somebody who has no access to the desk. Instants in `events` and `ticket` are microseconds since 1970, as they were hashed. */
export type UnsignedHistory = {
  readonly format: typeof historyFormat;
  readonly desk: string;
  readonly number: number;
  /** RFC 3339 in UTC. */
  readonly exportedAt: string;
  /** See `tablePrint`. */
  readonly lifecycle: string;
  readonly includesInternal: boolean;
  /** The ticket as it was stored: the fold of its events. */
  readonly ticket: Ticket;
  readonly events: readonly (TicketEvent | ErasedEvent)[];
  readonly messages: readonly FiledMessage[];
};

export type Signer = {
  readonly algorithm: "Ed25519";
  /** The 32 bytes of the public key in base64. */
  readonly publicKey: string;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
};

/** `value`: the signature's 64 bytes in base64, over `signedText`. */
export type HistoryFile = UnsignedHistory & { readonly signature: Signer & { readonly value: string } };

/** SHA-256 of a public key's base64 text: what people compare. */
export function fingerprintOf(publicKey: string, digest: Digest): string {
  return digest(publicKey);
}

/** What a signature covers: the RFC 8785 form of the whole file but for the signature's own value. */
export function signedText({ signature, ...file }: JsonObject & { readonly signature: JsonObject }): string {
  const { value: _value, ...signer } = signature;
  return canonicalJson({ ...file, signature: signer });
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
