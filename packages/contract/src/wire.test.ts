import { describe, expect, it } from "vitest";
import { changeAgent, changeCompany, changeDepartment, createContact } from "./people.ts";
import { createApiKey, setUp } from "./settings.ts";
import { acceptInvitation } from "./sign-in.ts";
import { createTicket, verbs } from "./tickets.ts";
import { anyAddress, emailAddress, timeZone } from "./wire.ts";

const fit = [
  "ana@example.org",
  " ana@a.b.co ",
  "ana@primer.čšž.si",
  "ana@[192.0.2.1]",
  "ana@[IPv6:2001:db8::1]",
  "root@localhost",
];
const hosts = ["a@b", "ana@example", "ana@example.", "ana@.org", "ana@example..org"];
const none = [
  "ana",
  "@example.org",
  "ana@",
  "a b@example.org",
  "ana@b@example.org",
  "ana@exa mple.org",
  "ana@b:25",
  "",
];

describe("an e-mail address", () => {
  it.each(fit)("of a person is taken: %s", (address) => {
    expect(emailAddress.parse(address)).toBe(address.trim());
    expect(anyAddress.parse(address)).toBe(address.trim());
  });

  it.each(hosts)("without a dot in its domain is none of a person to be written down: %s", (address) => {
    const [issue] = emailAddress.safeParse(address).error?.issues ?? [];
    expect(issue?.message).toBe("Write an e-mail address such as ana@example.org.");
    expect(anyAddress.safeParse(address).success).toBe(true);
  });

  it.each(none)("is none at all: %j", (address) => {
    expect(emailAddress.safeParse(address).success).toBe(false);
    expect(anyAddress.safeParse(address).success).toBe(false);
  });

  it("is asked for where a person is written down, and any where mail only goes", () => {
    const paths = (result: {
      readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } | undefined;
    }) => result.error?.issues.map(({ path }) => path.join(".")) ?? [];
    expect(paths(createContact.safeParse({ email: "a@b" }))).toEqual(["email"]);
    expect(paths(createTicket.safeParse({ subject: "x", text: "x", requester: { email: "a@b" } }))).toEqual([
      "requester.email",
    ]);
    expect(paths(setUp.safeParse({ email: "a@b" }))).toContain("email");
    expect(paths(verbs.reply.safeParse({ text: "x", cc: ["a@b"] }))).toEqual([]);
  });
});

describe("a name that is shown", () => {
  const written = " Ana\u202E gro.live\u0007\u2066 Kos\u200F\r\n";

  it.each([
    ["of an owner", setUp.shape.name],
    ["of a desk", setUp.shape.deskName],
    ["of an invited agent", acceptInvitation.shape.name],
    ["of an agent", changeAgent.shape.name],
    ["of a department", changeDepartment.shape.name],
    ["of a company", changeCompany.shape.name],
    ["of an API key", createApiKey.shape.name],
  ])("%s loses what would turn or break the line", (_whose, schema) => {
    expect(schema.parse(written)).toBe("Ana gro.live Kos");
    expect(schema.safeParse("\u202E\u200F ").success).toBe(false);
  });
});

describe("a time zone", () => {
  it.each([
    ["Europe/Ljubljana", "Europe/Ljubljana"],
    ["europe/ljubljana", "Europe/Ljubljana"],
    ["US/Eastern", "America/New_York"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Etc/UTC", "UTC"],
  ])("is kept by the name of today: %s", (given, kept) => {
    expect(timeZone.parse(given)).toBe(kept);
  });

  it("that nobody knows is refused", () => {
    expect(timeZone.safeParse("Mars/Olympus").error?.issues.map(({ message }) => message)).toEqual([
      "Write a time zone such as Europe/Ljubljana.",
    ]);
  });
});
