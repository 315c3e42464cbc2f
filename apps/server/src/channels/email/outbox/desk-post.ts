import { randomUUID } from "node:crypto";
import type { Instant } from "@kvit/domain/kernel";
import type { Clock } from "../../../platform/clock.ts";
import type { Tx } from "../../../platform/postgres/pool.ts";
import type { Work } from "../../../tickets/unit-of-work.ts";
import { invitationMail, linksMail, plainMail, resetMail } from "../mails/desk-mails.ts";
import type { Letter } from "../mails/letter.ts";
import { firstLanguage, wordsIn, type Words } from "../mails/words.ts";
import { readDesk, type Desk } from "./desk.queries.ts";
import { insertDeskMail } from "./insert-desk-mail.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import type { OutboxKind } from "./outgoing-mail.ts";

type Addressed = { readonly accountId: number; readonly to: string; readonly language: string };
type LinkMail = Addressed & { readonly deskName: string; readonly link: string; readonly expiresAt: Instant };
type CodeMail = {
  readonly accountId: number;
  readonly to: { readonly name: string; readonly address: string };
  readonly language: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
};

type LinksMail = Omit<CodeMail, "paragraphs"> & {
  readonly words: string;
  readonly links: readonly { readonly words: string; readonly url: string }[];
  readonly notYou: string;
};

/** The mails that let people in: written in the transaction that makes their tokens. */
export type DeskPost = {
  readonly invitation: (tx: Tx, mail: LinkMail & { readonly invitedBy: string }) => Promise<void>;
  readonly reset: (tx: Tx, mail: LinkMail & { readonly name: string }) => Promise<void>;
  /** A code for a customer's page on a new device, in words made there. */
  readonly code: (work: Work, mail: CodeMail) => Promise<void>;
  /** Links to a customer's requests, which open nothing without a code. */
  readonly links: (work: Work, mail: LinksMail) => Promise<void>;
};

export function createDeskPost(deps: OutboxDeps & { readonly clock: Clock }): DeskPost {
  const links = async (
    tx: Tx,
    kind: OutboxKind,
    mail: LinkMail,
    make: (words: Words, until: string) => Letter,
  ) => {
    const now = deps.clock.now();
    await write(deps, { tx, now }, { kind, mail }, (words, desk) =>
      make(words, words.format(desk.timeZone).moment(mail.expiresAt / 1000, now / 1000)),
    );
  };
  return {
    invitation: async (tx, mail) =>
      links(tx, "invitation", mail, (words, until) =>
        invitationMail(words, { deskName: mail.deskName, invitedBy: mail.invitedBy, url: mail.link, until }),
      ),
    reset: async (tx, mail) =>
      links(tx, "reset", mail, (words, until) =>
        resetMail(words, { deskName: mail.deskName, url: mail.link, until }),
      ),
    code: async (work, { to, ...mail }) =>
      write(deps, work, { kind: "code", mail: { ...mail, to: to.address } }, (words, desk) =>
        plainMail(words, { deskName: desk.name, subject: mail.subject, paragraphs: mail.paragraphs }),
      ),
    links: async (work, { to, ...mail }) =>
      write(deps, work, { kind: "links", mail: { ...mail, to: to.address } }, (words, desk) =>
        linksMail(words, { ...mail, deskName: desk.name }),
      ),
  };
}

async function write(
  deps: OutboxDeps,
  { tx, now }: Pick<Work, "tx" | "now">,
  { kind, mail }: { readonly kind: OutboxKind; readonly mail: Addressed },
  make: (words: Words, desk: Desk) => Letter,
): Promise<void> {
  const desk = await readDesk(tx, mail.accountId);
  await insertDeskMail(
    { tx, now },
    {
      accountId: mail.accountId,
      kind,
      mailboxId: desk.mailboxId,
      mailId: `${randomUUID()}@${deps.ownHost}`,
      envelopeFrom: "",
      from: { name: desk.name, address: desk.address ?? `support@${deps.ownHost}` },
      to: mail.to,
      letter: make(wordsIn(firstLanguage([mail.language, desk.language])), desk),
    },
  );
}
