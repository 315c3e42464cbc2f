import { expect } from "vitest";
import { verifyHistory, type Status } from "@kvit/domain/tickets";
import { findOrCreateContact } from "../src/contacts/contacts.queries.ts";
import { sha256Hex } from "../src/platform/digest.ts";
import { readEvents } from "../src/tickets/tickets.queries.ts";
import { inTransaction } from "../src/tickets/unit-of-work.ts";
import { customerBrowser, type CustomerBrowser } from "./customer-browser.ts";
import type { CustomerDesk } from "./customer-desk.ts";
import { createTicket, second } from "./factories.ts";

const minute = 60 * second;

/** Somebody with a request: its id, and where its conversation is read. */
export type Person = { readonly id: number; readonly path: string; readonly contactId: number };

export type CustomerRequests = {
  /** A request of somebody nobody knows yet. */
  readonly requestOf: (name: string, subject?: string) => Promise<Person>;
  /** A ticket in the state, brought there by the commands that lead to it. */
  readonly ticketIn: (status: Status) => Promise<number>;
  /** A browser on a network of its own. */
  readonly newBrowser: () => CustomerBrowser;
  /** A device of the person, which has shown that it holds their mailbox. */
  readonly deviceOf: (person: Person, browser?: CustomerBrowser) => Promise<CustomerBrowser>;
  /** The code that was mailed last. */
  readonly lastCode: () => string;
  /** Holds the ticket against its history. */
  readonly prove: (id: number) => Promise<void>;
};

/** What the tests of the customers' pages do at a desk, which is there when its tests begin. */
export function customerRequests(deskOf: () => CustomerDesk): CustomerRequests {
  let visitors = 0;
  const newBrowser = () => customerBrowser(deskOf().app, `192.0.2.${(visitors += 1) % 250}`);
  const lastCode = () => /\d{6}/.exec(deskOf().codes.at(-1)?.paragraphs[0] ?? "")?.[0] ?? "";
  return {
    newBrowser,
    lastCode,
    async requestOf(name, subject = `Where is ${name}'s order?`) {
      const { deps, desk, conversationPath } = deskOf();
      const address = `${name.toLowerCase()}-${(visitors += 1)}@customer.test`;
      const contactId = await inTransaction(deps, async (work) => {
        const { contactId: id } = await findOrCreateContact(work.tx, 1, { address, name });
        return id;
      });
      const customer = { kind: "customer", id: contactId } as const;
      const { ticket } = await createTicket(deps, desk, {
        subject,
        requesterId: contactId,
        actor: customer,
        message: { kind: "customer", author: { actor: customer, name, address }, text: `It is I, ${name}.` },
      });
      return { id: ticket.id, contactId, path: conversationPath(ticket.id, contactId) };
    },
    async ticketIn(status) {
      const desk = deskOf();
      const { ticket } = await createTicket(desk.deps, desk.desk);
      const { id } = ticket;
      if (status === "answered") await desk.write(id, { text: "Is it the blue one?" });
      if (status === "open" || status === "resolved" || status === "closed")
        await desk.write(id, { text: "Done.", resolve: true });
      if (status === "open") await desk.run(id, "reject", {});
      if (status === "closed") await desk.run(id, "confirm", {});
      if (status === "postponed") await desk.run(id, "postpone", { untilReply: true });
      if (status === "spam") await desk.run(id, "spam", {});
      if (status === "deleted" || status === "purged") await desk.run(id, "delete", {});
      if (status === "purged") await desk.run(id, "purge", { number: ticket.number });
      expect((await desk.ticket(id)).status).toBe(status);
      return id;
    },
    async deviceOf({ path }, browser = newBrowser()) {
      deskOf().clock.advance(16 * minute);
      await browser.post(`${path}?do=code`);
      const entered = await browser.post(`${path}?do=enter`, { code: lastCode() });
      expect([entered.statusCode, entered.headers.location]).toEqual([303, path]);
      return browser;
    },
    async prove(id) {
      const desk = deskOf();
      const events = await readEvents(desk.deps.db, 1, id);
      expect(verifyHistory(events, await desk.ticket(id), sha256Hex)).toEqual({ ok: true });
    },
  };
}

/** The words of a page, without its markup. */
export function plain(page: string): string {
  return page
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll(/\s+/g, " ");
}
