import type { Language } from "@kvit/i18n";
import type { BlobStore } from "../platform/blobs/blob-store.ts";
import type { Background } from "../sign-in/index.ts";
import type { StoredTicket } from "../tickets/stored-ticket.ts";
import type { Work, WorkDeps } from "../tickets/unit-of-work.ts";
import type { CustomerLinks } from "./customer-links.ts";

/** A mail with a code, ready to be put into the outbox. Whole sentences in the customer's language. */
export type CodeMail = {
  readonly accountId: number;
  readonly stored: StoredTicket;
  readonly to: { readonly name: string; readonly address: string };
  readonly language: Language;
  readonly subject: string;
  readonly paragraphs: readonly string[];
};

/** A mail with links to somebody's requests. Whole sentences in the customer's language. */
export type LinksMail = Pick<CodeMail, "accountId" | "to" | "language" | "subject"> & {
  readonly words: string;
  readonly links: readonly { readonly words: string; readonly url: string }[];
  readonly notYou: string;
};

/** The mails that these pages cause; each is written to the outbox in the transaction it is given. */
export type CustomerMails = {
  readonly code: (work: Work, mail: CodeMail) => Promise<void>;
  readonly links: (work: Work, mail: LinksMail) => Promise<void>;
  /** "We've got it", for the request that follows up a closed one. */
  readonly receipt: (
    work: Work,
    mail: { readonly accountId: number; readonly stored: StoredTicket },
  ) => Promise<void>;
};

export type CustomersDeps = WorkDeps & {
  readonly accountId: number;
  readonly blobs: BlobStore;
  readonly links: CustomerLinks;
  readonly mails: CustomerMails;
  /** For what goes on after the answer. */
  readonly background: Background;
  /** Under which people reach the desk; cookies are marked secure when it is https. */
  readonly publicUrl: string;
  /** Called after the commit, before the answer, with the tickets that changed: the queue in memory reads them again. */
  readonly refresh: (accountId: number, ticketIds: readonly number[]) => Promise<unknown>;
};
