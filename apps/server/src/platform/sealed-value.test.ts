import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sealerOf } from "./sealed-value.ts";

describe("a sealed value", () => {
  const { seal, open } = sealerOf(randomBytes(32));

  it("opens to what was sealed", () => {
    expect(open(seal("geslo žšč", "mailbox 1 imap"), "mailbox 1 imap")).toBe("geslo žšč");
  });

  it("shows nothing of the text and differs each time", () => {
    const first = seal("canary", "a");
    expect(first.toString("latin1")).not.toContain("canary");
    expect(first.equals(seal("canary", "a"))).toBe(false);
  });

  it("does not open in another place, with another key or when changed", () => {
    const sealed = seal("canary", "mailbox 1");
    expect(() => open(sealed, "mailbox 2")).toThrow(/authenticate/);
    expect(() => sealerOf(randomBytes(32)).open(sealed, "mailbox 1")).toThrow(/authenticate/);
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    expect(() => open(changed, "mailbox 1")).toThrow(/authenticate/);
  });
});
