import { expect, it } from "vitest";
import { catalogueFor, createTranslator } from "@kvit/i18n";
import { ticketTitle } from "./ticket-title.ts";

const t = createTranslator("en", catalogueFor("en"));

it("names the ticket, and says so when there is none", () => {
  const ticket = { reference: "KV-5", subject: "Refund" };
  expect(ticketTitle(5, ticket, false, t)).toBe("KV-5 Refund");
  expect(ticketTitle(99999, undefined, false, t)).toBe("Ticket #99999");
  expect(ticketTitle(99999, undefined, true, t)).toBe("No ticket #99999");
});
