import type { Instant } from "@kvit/domain/kernel";
import type { Clock } from "../platform/clock.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import type { Sealer } from "../platform/sealed-value.ts";
import type { Background } from "./background.ts";
import type { Cookies } from "./sessions/cookies.ts";
import type { Principals } from "./sessions/principals.ts";

/** Written to somebody in their language, or the desk's when we do not know theirs. */
type Letter = {
  readonly accountId: number;
  readonly to: string;
  readonly language: string;
  readonly deskName: string;
  /** Lets its holder in: it must be read by nobody but the person it is for. */
  readonly link: string;
  readonly expiresAt: Instant;
};
export type InvitationMail = Letter & { readonly invitedBy: string };
export type ResetMail = Letter & { readonly name: string };

/** Sends the two mails that let people in, in the transaction that makes their tokens. */
export type MailPort = {
  readonly invitation: (tx: Tx, mail: InvitationMail) => Promise<void>;
  readonly reset: (tx: Tx, mail: ResetMail) => Promise<void>;
};

export type SignInDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly accountId: number;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly mail: MailPort;
  readonly cookies: Cookies;
  readonly principals: Principals;
  readonly sealer: Sealer;
  /** Signs the marks of known devices. */
  readonly deviceKey: Buffer;
  readonly background: Background;
};
