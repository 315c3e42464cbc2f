import type { Instant } from "@kvit/domain/kernel";

/** An address with the display name beside it. The address is lower-cased, the name is one line or empty. */
export type Mailbox = { readonly address: string; readonly name: string };

/**
 * What sort of mail this is. Anything but `person` is never answered by a
 * machine (RFC 3834): `loop` is our own mail come back, `bounce` a report about
 * a mail of ours, `auto-reply` an answering machine, `list` bulk or list mail.
 */
export type MailKind = "person" | "auto-reply" | "bounce" | "list" | "loop";

/** What a delivery report says (RFC 3464), or as much as can be read from an informal one. */
export type Bounce = {
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`; null when the report names none. */
  readonly action: string | null;
  /** Enhanced status code such as `5.1.1` (RFC 3463). */
  readonly status: string | null;
  readonly recipient: string | null;
  readonly diagnostic: string | null;
  readonly originalMessageId: string | null;
  readonly originalReferences: readonly string[];
};

/**
 * Results of the configured border host alone (RFC 8601). `dmarcFrom` is the
 * domain the DMARC result speaks of. Whatever other hosts claim is not here.
 */
export type MailAuthentication = {
  readonly host: string;
  readonly spf: string | null;
  readonly dkim: string | null;
  readonly dmarc: string | null;
  readonly dmarcFrom: string | null;
};

export type MailAttachment = {
  /** Safe to show and to offer as a download name: no path, control or direction characters, at most 200 long. */
  readonly filename: string;
  /** The name as the sender wrote it. Data only, never a path. */
  readonly originalName: string;
  readonly contentType: string;
  /** Content-ID without brackets; equals what follows `cid:` in the HTML. */
  readonly contentId: string | null;
  /** True when the HTML shows it, so that it need not be listed again. */
  readonly inline: boolean;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Bytes of `content`. */
  readonly size: number;
};

/** What the header block alone says. All that is known of a mail whose body could not be understood. */
export type MailHeaders = {
  /** Without angle brackets. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** By the one rule of `headers/sender.ts`; null when nothing usable is there. */
  readonly from: Mailbox | null;
  readonly replyTo: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly deliveredTo: readonly string[];
  /** Decoded, one line, at most 500 characters, possibly empty. */
  readonly subject: string;
  readonly date: Instant | null;
  readonly kind: MailKind;
  /** A code for programs, e.g. `auto-submitted: auto-replied`. */
  readonly kindReason: string;
  readonly authentication: MailAuthentication | null;
  /** The ticket number in our own `X-Kvit-Ticket` mark. Anybody can write that header: never threading, only loop evidence. */
  readonly ownMark: string | null;
  /** Remarkable facts as codes, e.g. `two-from-headers`, `nul-removed`, `over-limit:html`. */
  readonly flags: readonly string[];
};

export type ParsedMail = MailHeaders & {
  /** The whole text, from text/plain or made from the HTML. Line ends are LF. */
  readonly text: string;
  /** The new words only: quotes and signature folded away. Never empty while `text` is not. */
  readonly visibleText: string;
  /** Cleaned. Remote pictures wait in `data-blocked-src`, own ones are `cid:` followed by an attachment's content id. */
  readonly html: string | null;
  /** `html` without the quote at its end; null unless that loses no new word. */
  readonly visibleHtml: string | null;
  readonly hasRemoteImages: boolean;
  readonly attachments: readonly MailAttachment[];
  readonly bounce: Bounce | null;
  readonly language: MailLanguage | null;
};

export type MailLanguage = "en" | "sl" | "nb" | "pl" | "it" | "cs";

/** Bounds a mail must keep. Over one of the first five the outcome is `over-limit`; over the others the mail is cut and flagged. */
export type Limits = {
  readonly rawBytes: number;
  readonly headerBytes: number;
  /** Of fewer than twenty bytes each. */
  readonly lines: number;
  readonly mimeDepth: number;
  readonly parts: number;
  readonly recipients: number;
  readonly htmlChars: number;
  readonly htmlDepth: number;
  readonly textChars: number;
};

export type UnderstandOptions = {
  /** The envelope sender; "" for the null path `<>`, null when the door does not know it. */
  readonly envelopeFrom: string | null;
  /** Every address mail to us arrives at, for recognising loops. */
  readonly ownAddresses: readonly string[];
  /** The domain on the right of our own Message-IDs. */
  readonly ownHost: string;
  /** Hosts whose Authentication-Results count. Empty: none does. */
  readonly borderHosts: readonly string[];
  readonly limits?: Partial<Limits>;
};

export type UnderstandProblem = "over-limit" | "timeout" | "crashed" | "unparsable";

export type UnderstandOutcome =
  | { readonly ok: true; readonly mail: ParsedMail }
  | {
      readonly ok: false;
      readonly problem: UnderstandProblem;
      /** A code with facts, e.g. `over-limit:parts 50000 > 1000`. */
      readonly detail: string;
      readonly headersOnly: MailHeaders | null;
    };
