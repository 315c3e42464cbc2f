import type { ChangeMailbox, MailboxView } from "@kvit/contract/people";
import type { Sealer } from "../platform/sealed-value.ts";
import type { StoredImap, StoredServer } from "./mailboxes.queries.ts";

/** How to reach a mail server, ready for use: never logged, never sent to a browser. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS is demanded wherever a password is sent. */
  readonly secure: boolean;
  readonly user: string;
  /** Empty when there is none. */
  readonly password: string;
};
export type ImapServer = MailServer & { readonly folder: string };

type Kind = "imap" | "relay";
type Given = NonNullable<ChangeMailbox["relay"]>;

const placeOf = (accountId: number, mailboxId: number, kind: Kind): string =>
  `mailbox ${accountId} ${mailboxId} ${kind}`;

export type Place = { readonly accountId: number; readonly mailboxId: number; readonly kind: Kind };

/**
 * What is stored of a server's settings. A password left out stays the one
 * that was set before, unless the host changed: it is sent to no server it was
 * not typed for.
 */
export function storedServer(
  sealer: Sealer,
  place: Place,
  given: Given,
  before: StoredServer | null,
): StoredServer {
  const { host, port, secure, user = "", password } = given;
  const kept = before !== null && before.host === host ? before.password : null;
  const sealed = (text: string) =>
    text === ""
      ? null
      : sealer.seal(text, placeOf(place.accountId, place.mailboxId, place.kind)).toString("base64");
  return { host, port, secure, user, password: password === undefined ? kept : sealed(password) };
}

export function openServer<Stored extends StoredServer>(
  sealer: Sealer,
  place: Place,
  stored: Stored,
): Omit<Stored, "password"> & { readonly password: string } {
  const { password } = stored;
  const open = (sealed: string) =>
    sealer.open(Buffer.from(sealed, "base64"), placeOf(place.accountId, place.mailboxId, place.kind));
  return { ...stored, password: password === null ? "" : open(password) };
}

/** What people may see of it. */
export function imapView(stored: StoredImap | null): MailboxView["imap"] {
  if (stored === null) return null;
  const { host, port, secure, user, folder, password } = stored;
  return { host, port, secure, user, folder, hasPassword: password !== null };
}

export function relayView(stored: StoredServer | null): MailboxView["relay"] {
  if (stored === null) return null;
  const { host, port, secure, user, password } = stored;
  return { host, port, secure, user, hasPassword: password !== null };
}
