import { describe, expect, it } from "vitest";
import { configVariables, readConfig } from "./config.ts";

const read = (env: Record<string, string> = {}) => readConfig(env, "/srv/kvit");

function problemsOf(env: Record<string, string>): string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split("\n  ").slice(1) : [];
  }
}

describe("the configuration", () => {
  it("needs no variable at all", () => {
    expect(read()).toStrictEqual({
      host: "127.0.0.1",
      httpPort: 8600,
      smtpPort: 8625,
      lmtpPort: null,
      dataDir: "/srv/kvit/data",
      publicUrl: "http://127.0.0.1:8600",
      smtpUrl: null,
      owner: null,
      databaseUrl: null,
      trustedProxies: [],
      logLevel: "warn",
      warnings: [],
    });
  });

  it("takes each variable", () => {
    const env = {
      KVIT_HOST: "::1",
      KVIT_HTTP_PORT: "0",
      KVIT_SMTP_PORT: "off",
      KVIT_LMTP_PORT: "8624",
      KVIT_DATA_DIR: "/var/kvit",
      KVIT_PUBLIC_URL: "https://desk.example.org/",
      KVIT_SMTP_URL: "smtp://user:pass@relay.example.org:587",
      KVIT_OWNER_EMAIL: "owner@example.org",
      KVIT_OWNER_PASSWORD: "long enough",
      KVIT_DATABASE_URL: "postgresql://kvit:pass@db.example.org/kvit",
      KVIT_TRUSTED_PROXIES: "10.0.0.2, 10.0.0.3",
      KVIT_LOG_LEVEL: "warn",
    };
    expect(read(env)).toStrictEqual({
      host: "::1",
      httpPort: 0,
      smtpPort: null,
      lmtpPort: 8624,
      dataDir: "/var/kvit",
      publicUrl: "https://desk.example.org",
      smtpUrl: "smtp://user:pass@relay.example.org:587",
      owner: { email: "owner@example.org", password: "long enough" },
      databaseUrl: "postgresql://kvit:pass@db.example.org/kvit",
      trustedProxies: ["10.0.0.2", "10.0.0.3"],
      logLevel: "warn",
      warnings: [],
    });
  });

  it("builds the public address from host and port", () => {
    expect(read({ KVIT_HOST: "::1", KVIT_HTTP_PORT: "80" }).publicUrl).toBe("http://[::1]:80");
  });

  it("takes an empty variable for an absent one", () => {
    expect(read({ KVIT_HTTP_PORT: "", KVIT_SMTP_URL: "" })).toStrictEqual(read());
  });

  it("accepts a socket folder in the address of the database", () => {
    const url = "postgresql:///kvit?host=/var/run/postgresql";
    expect(read({ KVIT_DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  it("reports all problems together, in words", () => {
    const problems = problemsOf({
      KVIT_HTTP_PORT: "eighty",
      KVIT_SMTP_PORT: "70000",
      KVIT_PUBLIC_URL: "desk.example.org",
      KVIT_OWNER_EMAIL: "owner",
      KVIT_LOG_LEVEL: "loud",
    });
    expect(problems).toStrictEqual([
      "KVIT_HTTP_PORT (eighty) is not a port number.",
      "KVIT_SMTP_PORT (70000) is greater than 65535.",
      "KVIT_PUBLIC_URL (desk.example.org) is not an address like https://desk.example.org.",
      "KVIT_OWNER_EMAIL (owner) is not an e-mail address.",
      "KVIT_LOG_LEVEL (loud) is none of silent, error, warn, info, debug.",
      "KVIT_OWNER_PASSWORD is missing: the owner needs both KVIT_OWNER_EMAIL and KVIT_OWNER_PASSWORD.",
    ]);
  });

  it("does not repeat a secret in what it reports", () => {
    const text = problemsOf({
      KVIT_OWNER_PASSWORD: "hunter2..",
      KVIT_SMTP_URL: "ftp://user:hunter2@relay",
      KVIT_DATABASE_URL: "mysql://user:hunter2@db/kvit",
    }).join("\n");
    expect(text).not.toContain("hunter2");
    expect(text).toContain("KVIT_OWNER_PASSWORD is shorter than 10 characters.");
    expect(text).toContain("KVIT_DATABASE_URL is not an address like postgresql://");
  });

  it("warns of a variable that is probably misspelt", () => {
    expect(read({ KVIT_HTTPPORT: "1" }).warnings).toStrictEqual([
      "KVIT_HTTPPORT is no variable of Kvit and is ignored: see docs/reference/config.md.",
    ]);
  });

  it("says of each variable what it is for", () => {
    expect(configVariables.filter(({ meaning }) => meaning === "")).toStrictEqual([]);
  });
});
