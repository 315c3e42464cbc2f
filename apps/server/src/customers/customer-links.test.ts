import { describe, expect, it } from "vitest";
import { createCustomerLinks } from "./customer-links.ts";

const links = createCustomerLinks(Buffer.alloc(32, 1));

describe("links for customers", () => {
  it("reads back what it made", () => {
    expect(links.readDecision(links.decisionToken(4821))).toEqual({ ticketId: 4821 });
    expect(links.readConversation(links.conversationToken(4821, 77))).toEqual({
      ticketId: 4821,
      contactId: 77,
    });
  });

  it("makes tokens that stand in a URL's path as they are", () => {
    for (const token of [links.decisionToken(1), links.conversationToken(9_999_999, 8_888_888)]) {
      expect(encodeURIComponent(token)).toBe(token);
      expect(token.length).toBeLessThan(60);
    }
  });

  it("refuses a token with any character changed, cut or added", () => {
    const token = links.decisionToken(4821);
    for (let at = 0; at < token.length; at += 1) {
      const other = token.charAt(at) === "A" ? "B" : "A";
      expect(links.readDecision(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
      expect(links.readDecision(token.slice(0, at))).toBeNull();
    }
    for (const text of ["", ".", `${token}A`, `${token}.x`, ` ${token}`, `${token}=`, "x".repeat(500)])
      expect(links.readDecision(text)).toBeNull();
  });

  it("refuses the token of another purpose, and of another desk", () => {
    expect(links.readConversation(links.decisionToken(4821))).toBeNull();
    expect(links.readDecision(links.conversationToken(4821, 77))).toBeNull();
    expect(links.readDecision(createCustomerLinks(Buffer.alloc(32, 2)).decisionToken(4821))).toBeNull();
  });
});
