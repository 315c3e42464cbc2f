import { expect, it } from "vitest";
import { failed } from "./mail-check.ts";

const server = { host: "mail.primer.test", port: 25, user: "ana" };

it.each([
  ["wrong-password", "password", "Password:"],
  ["refused-connection", "port", "Port: nothing listens at mail.primer.test:25."],
  ["no-answer", "port", "firewall or your provider may block it"],
  ["no-tls", "secure", "TLS:"],
  ["certificate", "host", "Host:"],
] as const)("D2: %s names the field %s to fix", (failure, field, part) => {
  const check = failed("smtp", server, failure);
  expect(check).toMatchObject({ ok: false, field, code: failure });
  expect(check.detail).toContain(part);
});
