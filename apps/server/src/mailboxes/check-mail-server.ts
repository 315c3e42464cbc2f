import { setTimeout } from "node:timers/promises";
import { createTransport } from "nodemailer";
import type { MailCheck } from "@kvit/contract/people";
import {
  failed,
  nobodyHome,
  notAllowed,
  signedIn,
  unknownHost,
  type MailFailure,
  type MailProtocol,
} from "./mail-check.ts";
import { locate, type Whereabouts } from "./mail-hosts.ts";
import type { MailServer } from "./mail-servers.ts";

/** A wait that can be told apart from work; tests hand in one that takes no time. */
export type Pause = (millis: number) => Promise<void>;

const timeoutMillis = { public: 8_000, private: 3_000, loopback: 3_000 };

/**
 * Signs in to a mail server and out again. What went wrong is said in one
 * sentence that names the field to fix, never in the server's own words.
 *
 * In our own network every failure to speak with a mail server gets the same
 * answer after the same time, whatever does or does not listen there, so that
 * this is no scanner (T90); addresses no mail server has are not tried at all.
 */
export async function checkMailServer(
  protocol: MailProtocol,
  server: MailServer,
  pause: Pause,
): Promise<MailCheck> {
  const where = await locate(server.host);
  if (!("address" in where)) return where.kind === "unknown" ? unknownHost(server) : notAllowed(server);
  const inside = where.kind !== "public";
  const waiting = inside ? pause(timeoutMillis[where.kind]) : Promise.resolve();
  const failure = await tryToSignIn(protocol, server, where);
  if (failure === null) return signedIn;
  // Only a mail server says this, so it betrays nothing of what else listens there.
  if (failure === "wrong-password") return failed(protocol, server, failure);
  await waiting;
  return inside ? nobodyHome(protocol, server) : failed(protocol, server, failure);
}

type Reachable = Extract<Whereabouts, { address: string }>;

async function tryToSignIn(
  protocol: MailProtocol,
  server: MailServer,
  where: Reachable,
): Promise<MailFailure | null> {
  const attempt = protocol === "imap" ? signInToImap(server, where) : signInToSmtp(server, where);
  const outcome = attempt.then(
    () => null,
    (error: unknown) => failureOf(error),
  );
  // Each step has a limit of its own; together they may not take longer either.
  const stop = new AbortController();
  const late = setTimeout(timeoutMillis[where.kind], "no-answer" as const, { signal: stop.signal });
  try {
    return await Promise.race([outcome, late.catch(() => "no-answer" as const)]);
  } finally {
    stop.abort();
  }
}

async function signInToImap(server: MailServer, where: Reachable): Promise<void> {
  const timeout = timeoutMillis[where.kind];
  const { ImapFlow } = await import("imapflow");
  const client = new ImapFlow({
    host: where.address,
    servername: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.secure ? {} : { doSTARTTLS: where.kind !== "loopback" }),
    auth: { user: server.user, pass: server.password },
    logger: false,
    verifyOnly: true,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
  });
  // What breaks after the answer is told by `connect` as well; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } finally {
    client.close();
  }
}

async function signInToSmtp(server: MailServer, where: Reachable): Promise<void> {
  const timeout = timeoutMillis[where.kind];
  const transport = createTransport({
    host: where.address,
    port: server.port,
    secure: server.secure,
    requireTLS: !server.secure && where.kind !== "loopback",
    ignoreTLS: !server.secure && where.kind === "loopback",
    tls: { servername: server.host },
    ...(server.user === "" ? {} : { auth: { user: server.user, pass: server.password } }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
  });
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

function failureOf(error: unknown): MailFailure {
  if (!(error instanceof Error)) return "no-answer";
  const code = "code" in error ? String(error.code) : "";
  if ("authenticationFailed" in error && error.authenticationFailed === true) return "wrong-password";
  if (code === "EAUTH") return "wrong-password";
  const text = `${code} ${error.message}`;
  if (/ECONNREFUSED/.test(text)) return "refused-connection";
  if (/CERT|certificate|altname|self.signed/i.test(text)) return "certificate";
  if (/ETLS|SSL|TLS|EPROTO|wrong version/i.test(text)) return "no-tls";
  return "no-answer";
}
