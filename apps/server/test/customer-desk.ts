import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import type { Instant } from "@kvit/domain/kernel";
import type { CommandInput, CommandName } from "@kvit/domain/tickets";
import {
  createCustomerLinks,
  customerRoutes,
  type CodeMail,
  type CustomersDeps,
  type LinksMail,
} from "../src/customers/index.ts";
import { createDiskBlobStore } from "../src/platform/blobs/blob-store.ts";
import { createHttpApp } from "../src/platform/http/app.ts";
import type { Db } from "../src/platform/postgres/pool.ts";
import { createBackground } from "../src/sign-in/index.ts";
import { executeCommand, type By } from "../src/tickets/execute-command.ts";
import { insertMessage, type NewMessage } from "../src/tickets/messages.queries.ts";
import { findTicket } from "../src/tickets/tickets.queries.ts";
import type { StoredTicket } from "../src/tickets/stored-ticket.ts";
import { inTransaction } from "../src/tickets/unit-of-work.ts";
import { createDesk, fakeClock, noon, workDeps, type Desk } from "./factories.ts";
import { watchAnswers } from "./watch-answers.ts";

/** A desk with the pages for its customers; the mails they cause are kept instead of sent. */
export type CustomerDesk = {
  readonly app: FastifyInstance;
  readonly desk: Desk;
  readonly deps: CustomersDeps;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly codes: CodeMail[];
  readonly links: LinksMail[];
  readonly receipts: { readonly stored: StoredTicket }[];
  /** Ids of tickets that the queue was told to read again. */
  readonly refreshed: number[];
  /** Carries out a command as the owner of the desk. */
  readonly run: <Name extends CommandName>(
    id: number,
    name: Name,
    input: CommandInput<Name>,
  ) => Promise<void>;
  /** An agent's public answer, or a note. */
  readonly write: (id: number, words: Words) => Promise<number>;
  readonly decisionPath: (id: number) => string;
  readonly conversationPath: (id: number, contactId: number) => string;
  readonly ticket: (id: number) => Promise<StoredTicket["ticket"]>;
  readonly close: () => Promise<void>;
};

export type Words = Partial<NewMessage> & { readonly text: string; readonly resolve?: boolean };

export type CustomerDeskOptions = {
  readonly publicUrl?: string;
  readonly start?: Instant;
};

export async function createCustomerDesk(db: Db, options: CustomerDeskOptions = {}): Promise<CustomerDesk> {
  const desk = await createDesk(db);
  const folder = await mkdtemp(join(tmpdir(), "kvit-customer-"));
  const clock = fakeClock(options.start ?? noon);
  const work = workDeps(db, clock);
  const codes: CodeMail[] = [];
  const links: LinksMail[] = [];
  const receipts: CustomerDesk["receipts"] = [];
  const refreshed: number[] = [];
  const deps: CustomersDeps = {
    ...work,
    accountId: 1,
    blobs: createDiskBlobStore(folder),
    links: createCustomerLinks(Buffer.alloc(32, 9)),
    mails: {
      code: async (_work, mail) => void codes.push(mail),
      links: async (_work, mail) => void links.push(mail),
      receipt: async (_work, mail) => void receipts.push(mail),
    },
    background: createBackground((error) => {
      throw error;
    }),
    publicUrl: options.publicUrl ?? "http://localhost",
    refresh: async (_accountId, ids) => refreshed.push(...ids),
  };
  const app = await createHttpApp({
    log: pino({ level: "silent" }),
    publicUrl: deps.publicUrl,
    trustProxy: [],
    authenticate: async () => null,
    maxBodyBytes: 2_000_000,
  });
  watchAnswers(app);
  await app.register(customerRoutes(deps));
  await app.ready();
  const by: By = { actor: { kind: "agent", id: desk.owner.id }, cause: { kind: "hand" }, agent: desk.owner };

  const run: CustomerDesk["run"] = async (id, name, input) => {
    clock.advance(1_000_000);
    await inTransaction(work, async (held) =>
      executeCommand(held, { accountId: 1, target: { id }, name, input, by }),
    );
  };

  return {
    app,
    desk,
    deps,
    clock,
    codes,
    links,
    receipts,
    refreshed,
    run,
    write: async (id, { resolve = false, ...words }) => {
      const isNote = words.kind === "note";
      const written = await inTransaction(work, async (held) =>
        insertMessage(held.tx, {
          accountId: 1,
          ticketId: id,
          kind: "agent",
          channel: "email",
          at: held.now,
          author: { actor: by.actor, name: "Marta Kovačič", address: "marta@primer.test" },
          ...words,
        }),
      );
      if (isNote) await run(id, "note", written);
      else await run(id, "reply", { ...written, then: resolve ? "resolved" : "answered", holdUntil: null });
      return written.messageId;
    },
    decisionPath: (id) => `/s/${deps.links.decisionToken(id)}`,
    conversationPath: (id, contactId) => `/r/${deps.links.conversationToken(id, contactId)}`,
    async ticket(id) {
      const stored = await findTicket(db, 1, { id });
      if (stored === null) throw new Error(`There is no ticket ${id}.`);
      return stored.ticket;
    },
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
