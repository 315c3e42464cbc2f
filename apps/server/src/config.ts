/**
 * The configuration, read once from the environment: the only place that looks
 * there. Whatever is wrong is reported together, one line per variable.
 */
import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { passwordLength } from "@kvit/contract/sign-in";
import { StartupError } from "./platform/startup-error.ts";

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

export type Config = {
  readonly host: string;
  /** 0 lets the system choose a free port. */
  readonly httpPort: number;
  /** Null: no such door. */
  readonly smtpPort: number | null;
  readonly lmtpPort: number | null;
  /** Absolute. */
  readonly dataDir: string;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** The relay for outgoing mail; null for the sandbox. */
  readonly smtpUrl: string | null;
  /** Created at the start when the desk has no owner yet. */
  readonly owner: { readonly email: string; readonly password: string } | null;
  /** Null for the PostgreSQL that comes with Kvit. */
  readonly databaseUrl: string | null;
  /** Addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  /** Sentences about variables that look like ours and are not: probably misspelt. */
  readonly warnings: readonly string[];
};

/** A port with the word "off", or a default, when the variable is absent. */
const port = z
  .string()
  .regex(/^\d{1,5}$/, "is not a port number")
  .transform(Number)
  .refine((value) => value <= 65_535, "is greater than 65535");
const portOrOff = z.union([z.literal("off").transform(() => null), port], {
  error: "is neither a port number nor the word off",
});

function urlOf(schemes: readonly string[], example: string) {
  return z.string().refine((text) => {
    const url = URL.parse(text);
    return url !== null && url.hostname !== "" && schemes.includes(url.protocol);
  }, `is not an address like ${example}`);
}

const httpUrl = urlOf(["http:", "https:"], "https://desk.example.org").refine((text) => {
  const url = URL.parse(text);
  return url === null || (url.search === "" && url.hash === "" && url.username === "");
}, "may hold no user, query or fragment");

/** PostgreSQL URLs may name a socket folder instead of a host. */
const databaseUrl = z
  .string()
  .refine(
    (text) => ["postgres:", "postgresql:"].includes(URL.parse(text)?.protocol ?? ""),
    "is not an address like postgresql://user:password@host:5432/kvit",
  );

const environment = z.object({
  KVIT_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address to listen on; `0.0.0.0` for all of the machine's."),
  KVIT_HTTP_PORT: port.default(8600).describe("Port of the web app and the API; `0` for any free one."),
  KVIT_SMTP_PORT: portOrOff.default(8625).describe("Port that takes mail by SMTP, or `off`."),
  KVIT_LMTP_PORT: portOrOff.default(null).describe("Port that takes mail by LMTP, or `off`."),
  KVIT_DATA_DIR: z
    .string()
    .default("./data")
    .describe("Folder of the database and of attachments; taken from the checkout when it is relative."),
  KVIT_PUBLIC_URL: httpUrl
    .optional()
    .describe("Address under which people reach Kvit; `http://host:port` when absent."),
  KVIT_SMTP_URL: urlOf(["smtp:", "smtps:"], "smtp://user:password@relay.example.org:587")
    .optional()
    .describe("Relay for outgoing mail. Without it mail stays in the sandbox, where it can be looked at."),
  KVIT_OWNER_EMAIL: z
    .email("is not an e-mail address")
    .optional()
    .describe("Creates the owner at the first start without a browser; needs `KVIT_OWNER_PASSWORD`."),
  KVIT_OWNER_PASSWORD: z
    .string()
    .min(passwordLength.min, `is shorter than ${passwordLength.min} characters`)
    .max(passwordLength.max, `is longer than ${passwordLength.max} characters`)
    .optional()
    .describe(
      `Password of that owner, at least ${passwordLength.min} characters; needs \`KVIT_OWNER_EMAIL\`.`,
    ),
  KVIT_DATABASE_URL: databaseUrl
    .optional()
    .describe("A PostgreSQL of your own, version 15 or newer, instead of the one that comes with Kvit."),
  KVIT_TRUSTED_PROXIES: z
    .string()
    .optional()
    .describe(
      "Addresses of your own web server in front, separated by commas: its word on who is calling is believed.",
    ),
  KVIT_LOG_LEVEL: z
    .enum(["silent", "error", "warn", "info", "debug"], {
      error: "is none of silent, error, warn, info, debug",
    })
    .default("warn")
    .describe("How much is written to the log: `silent`, `error`, `warn`, `info` or `debug`."),
});
type Environment = z.infer<typeof environment>;

const secrets = new Set(["KVIT_OWNER_PASSWORD", "KVIT_SMTP_URL", "KVIT_DATABASE_URL"]);

/** Name, meaning and default of each variable, for the reference page. */
export const configVariables = Object.entries(environment.shape).map(([name, schema]) => ({
  name,
  meaning: schema.description ?? "",
  standard: standardOf(schema),
}));

function standardOf(schema: z.ZodType): string {
  const { data } = schema.safeParse(undefined);
  if (data === null) return "off";
  return typeof data === "string" || typeof data === "number" ? String(data) : "";
}

/**
 * Reads the configuration out of `env`; relative folders count from `base`.
 * Throws one StartupError that names every problem.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, base: string): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environment.safeParse(present);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => sentence(issue, present));
  problems.push(...ownerProblems(present));
  if (!parsed.success || problems.length > 0) {
    throw new StartupError(["The configuration has problems:", ...problems].join("\n  "));
  }
  return configFrom(parsed.data, base, unknownNames(present));
}

/** The configuration of this process. */
export function readProcessConfig(base: string): Config {
  return readConfig(process.env, base);
}

function configFrom(values: Environment, base: string, warnings: readonly string[]): Config {
  const { KVIT_OWNER_EMAIL: email, KVIT_OWNER_PASSWORD: password } = values;
  const host = values.KVIT_HOST.includes(":") ? `[${values.KVIT_HOST}]` : values.KVIT_HOST;
  const publicUrl = values.KVIT_PUBLIC_URL ?? `http://${host}:${values.KVIT_HTTP_PORT}`;
  return {
    host: values.KVIT_HOST,
    httpPort: values.KVIT_HTTP_PORT,
    smtpPort: values.KVIT_SMTP_PORT,
    lmtpPort: values.KVIT_LMTP_PORT,
    dataDir: isAbsolute(values.KVIT_DATA_DIR) ? values.KVIT_DATA_DIR : resolve(base, values.KVIT_DATA_DIR),
    publicUrl: publicUrl.replace(/\/+$/, ""),
    smtpUrl: values.KVIT_SMTP_URL ?? null,
    owner: email === undefined || password === undefined ? null : { email, password },
    databaseUrl: values.KVIT_DATABASE_URL ?? null,
    trustedProxies: listOf(values.KVIT_TRUSTED_PROXIES),
    logLevel: values.KVIT_LOG_LEVEL,
    warnings,
  };
}

function sentence(issue: z.core.$ZodIssue, present: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const shown = secrets.has(name) ? "" : ` (${present[name]})`;
  return `${name}${shown} ${issue.message}.`;
}

function ownerProblems(present: Readonly<Record<string, string | undefined>>): string[] {
  const pair = ["KVIT_OWNER_EMAIL", "KVIT_OWNER_PASSWORD"];
  const missing = pair.filter((name) => present[name] === undefined);
  return missing.length === 1
    ? [`${missing.join("")} is missing: the owner needs both ${pair.join(" and ")}.`]
    : [];
}

function unknownNames(present: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set([...Object.keys(environment.shape), ...variablesOfTests]);
  return Object.keys(present)
    .filter((name) => name.startsWith("KVIT_") && !known.has(name))
    .map((name) => `${name} is no variable of Kvit and is ignored: see docs/reference/config.md.`);
}

/** Set for test runs only, and none of the program's business. */
const variablesOfTests = ["KVIT_CORPORA"];

function listOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
