import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The tokens in links that customers get by mail. They name a ticket (and, for
 * the conversation, whose mailbox it was sent to) under a MAC, so that nothing
 * is stored and nothing can be guessed. How long a link works is decided where
 * it is opened, by the ticket's state. Fit for a URL's path as they are.
 */
export type CustomerLinks = {
  /** For `/s/…`: the decision alone, on any device. */
  readonly decisionToken: (ticketId: number) => string;
  /** For `/r/…`: the conversation, on a device that has shown it holds the contact's mailbox. */
  readonly conversationToken: (ticketId: number, contactId: number) => string;
  /** Null for anything that we did not make, in whatever detail it differs. */
  readonly readDecision: (token: string) => { readonly ticketId: number } | null;
  readonly readConversation: (
    token: string,
  ) => { readonly ticketId: number; readonly contactId: number } | null;
};

/** 160 bits: guessing is hopeless, and the link stays on one line of a text mail. */
const macBytes = 20;
const longestToken = 120;

type Purpose = "decision" | "conversation";

export function createCustomerLinks(secret: Uint8Array): CustomerLinks {
  const macOf = (purpose: Purpose, facts: string): Buffer =>
    createHmac("sha256", secret)
      .update(`kvit customer link 1\0${purpose}\0${facts}`)
      .digest()
      .subarray(0, macBytes);

  function make(purpose: Purpose, ids: readonly number[]): string {
    const facts = ids.map((id) => id.toString(36)).join("-");
    return `${facts}.${macOf(purpose, facts).toString("base64url")}`;
  }

  function read(purpose: Purpose, token: string): readonly number[] | null {
    if (token.length > longestToken) return null;
    const [facts = "", mac = "", ...rest] = token.split(".");
    if (rest.length > 0 || !/^[0-9a-z]{1,11}(?:-[0-9a-z]{1,11})?$/.test(facts)) return null;
    const given = Buffer.from(mac, "base64url");
    const expected = macOf(purpose, facts);
    // Compared as text too: several spellings of base64 stand for the same bytes.
    if (given.length !== macBytes || given.toString("base64url") !== mac) return null;
    if (!timingSafeEqual(given, expected)) return null;
    return facts.split("-").map((id) => Number.parseInt(id, 36));
  }

  return {
    decisionToken: (ticketId) => make("decision", [ticketId]),
    conversationToken: (ticketId, contactId) => make("conversation", [ticketId, contactId]),
    readDecision(token) {
      const [ticketId, ...rest] = read("decision", token) ?? [];
      return ticketId === undefined || rest.length > 0 ? null : { ticketId };
    },
    readConversation(token) {
      const [ticketId, contactId] = read("conversation", token) ?? [];
      return ticketId === undefined || contactId === undefined ? null : { ticketId, contactId };
    },
  };
}
