import { randomBytes } from "node:crypto";
import { assert, integer, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { createMailTokens } from "./tokens.ts";

const secret = new Uint8Array(32).fill(7);
const tokens = createMailTokens(secret);
const strangers = createMailTokens(new Uint8Array(32).fill(8));
const ticketIds = integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe("mail tokens", () => {
  it("read back what they wrote, also after a mail program lower-cased or bracketed it", () => {
    assert(
      property(ticketIds, (ticketId) => {
        const id = tokens.messageId(ticketId, "desk.example");
        const address = tokens.replyAddress("Support@Desk.example", ticketId);
        expect(tokens.readMessageId(`<${id.toUpperCase()}>`)).toEqual({ ticketId });
        expect(tokens.readReplyAddress(address)).toEqual({ ticketId });
        expect(tokens.readReplyAddress(address.toUpperCase())).toEqual({ ticketId });
      }),
    );
  });

  it("give every mail of one ticket its own Message-ID", () => {
    const ids = new Set(Array.from({ length: 200 }, () => tokens.messageId(4821, "desk.example")));
    expect(ids.size).toBe(200);
  });

  it("keep the mailbox recognisable before the plus sign", () => {
    expect(tokens.replyAddress("support@desk.example", 4821)).toMatch(
      /^support\+t3px\.[a-z2-7]{20}@desk\.example$/,
    );
  });

  it("T3: a mark with any one character changed is nobody's", () => {
    const id = tokens.messageId(4821, "desk.example");
    const address = tokens.replyAddress("support@desk.example", 4821);
    const marked = address.slice(0, address.indexOf("@"));
    for (let at = 0; at < id.indexOf("@"); at += 1) {
      expect(tokens.readMessageId(changed(id, at))).toBeNull();
    }
    for (let at = marked.indexOf("+t") + 2; at < marked.length; at += 1) {
      expect(tokens.readReplyAddress(changed(address, at))).toBeNull();
    }
  });

  it("T3: a mark cut short at any place is nobody's", () => {
    const id = tokens.messageId(4821, "desk.example");
    const mac = id.slice(0, id.indexOf("@"));
    for (let length = 0; length < mac.length; length += 1) {
      expect(tokens.readMessageId(`${mac.slice(0, length)}@desk.example`)).toBeNull();
    }
    const local = tokens.replyAddress("support@desk.example", 4821).split("@")[0] ?? "";
    for (let length = 0; length < local.length; length += 1) {
      expect(tokens.readReplyAddress(`${local.slice(0, length)}@desk.example`)).toBeNull();
    }
  });

  it.each(["", "@", "support@desk.example", "support+t4821@desk.example", "support+t3px.@desk.example"])(
    "T3: an address without a MAC (%j) is nobody's",
    (address) => {
      expect(tokens.readReplyAddress(address)).toBeNull();
    },
  );

  it.each(["", "4821@desk.example", "kvit.4821@desk.example", "3px..@desk.example", "a.b.c"])(
    "T3: a Message-ID without a MAC (%j) is nobody's",
    (id) => {
      expect(tokens.readMessageId(id)).toBeNull();
    },
  );

  it("T3: a mark made with another secret, or for the other purpose, is nobody's", () => {
    expect(tokens.readMessageId(strangers.messageId(4821, "desk.example"))).toBeNull();
    expect(tokens.readReplyAddress(strangers.replyAddress("support@desk.example", 4821))).toBeNull();
    const [id, , mac] = tokens.messageId(4821, "x").split("@")[0]?.split(".") ?? [];
    expect(tokens.readReplyAddress(`support+t${id}.${mac}@desk.example`)).toBeNull();
  });

  it("T3: the mark of one ticket does not open another", () => {
    const address = tokens.replyAddress("support@desk.example", 4821);
    expect(tokens.readReplyAddress(address.replace("+t3px.", "+t3py."))).toBeNull();
    expect(tokens.readReplyAddress(address.replace("+t3px.", "+t03px."))).toBeNull();
  });

  it("T3: no text whatever is taken for a mark", () => {
    assert(
      property(string({ maxLength: 100 }), (text) => {
        expect(tokens.readMessageId(text)).toBeNull();
        expect(tokens.readReplyAddress(text)).toBeNull();
      }),
    );
  });

  it("refuse a secret that is too short", () => {
    expect(() => createMailTokens(randomBytes(31))).toThrow(RangeError);
  });
});

function changed(text: string, at: number): string {
  const other = text.charAt(at) === "a" ? "b" : "a";
  return text.slice(0, at) + other + text.slice(at + 1);
}
