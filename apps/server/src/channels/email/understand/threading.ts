import type { ParsedMail } from "./parsed-mail.ts";

/**
 * Where a mail may belong, by what its headers say. Candidates only: whether a
 * mark is ours its MAC tells, and a subject tag proves nothing by itself.
 */
export type ThreadingCandidates = {
  /** Ids on our own host, the likeliest first: a bounce's original, In-Reply-To, then References from the end. */
  readonly ownMessageIds: readonly string[];
  /** All other ids named, in the same order. */
  readonly otherMessageIds: readonly string[];
  /** Addresses of ours with a ticket mark behind the plus sign. */
  readonly replyAddresses: readonly string[];
  readonly subjectTags: readonly SubjectTag[];
};

export type SubjectTag = { readonly prefix: string | null; readonly number: number };

type Threaded = Pick<
  ParsedMail,
  "inReplyTo" | "references" | "to" | "cc" | "deliveredTo" | "subject" | "bounce"
>;

/** `[#4821]`, or `[KV-4821]` where the desk's numbers have a prefix. */
const tag = /\[(?:#|([a-z0-9-]{1,10})-)([1-9]\d{0,14})\]/gi;

/**
 * Reads the candidates from headers alone. The body is never looked at, as
 * anybody can quote anything.
 */
export function threadingCandidates(mail: Threaded, ownHost: string): ThreadingCandidates {
  const returned =
    mail.bounce === null ? [] : [mail.bounce.originalMessageId, ...mail.bounce.originalReferences];
  const named = [...returned, ...mail.inReplyTo, ...mail.references.toReversed()].filter((id) => id !== null);
  const ids = [...new Set(named)];
  const suffix = `@${ownHost.toLowerCase()}`;
  const isOwn = (id: string): boolean => id.toLowerCase().endsWith(suffix);
  const recipients = [...mail.deliveredTo, ...mail.to.map(address), ...mail.cc.map(address)];
  return {
    ownMessageIds: ids.filter(isOwn),
    otherMessageIds: ids.filter((id) => !isOwn(id)),
    replyAddresses: [...new Set(recipients.filter((recipient) => /\+t[0-9a-z]+\.[^@]+@/.test(recipient)))],
    subjectTags: [...mail.subject.matchAll(tag)].slice(0, 3).map(([, prefix, number]) => ({
      prefix: prefix ?? null,
      number: Number(number),
    })),
  };
}

const address = (mailbox: { readonly address: string }): string => mailbox.address;
