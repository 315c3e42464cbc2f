import { ImapFlow } from "imapflow";
import { createTransport } from "nodemailer";
import type { MailCheck } from "@kvit/contract/people";
import { locate, type Whereabouts } from "./mail-hosts.ts";
import type { MailServer } from "./mail-servers.ts";

export type MailProtocol = "imap" | "smtp";

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
  if (failure === null) return { ok: true, field: null, code: "ok", detail: "Signed in." };
  if (failure === "wrong-password") return wrongPassword(server);
  await waiting;
  return inside ? nobodyHome(protocol, server) : failureSentence(protocol, server, failure);
}

type Failure = "wrong-password" | "no-answer" | "refused-connection" | "no-tls" | "certificate";
type Reachable = Extract<Whereabouts, { address: string }>;

async function tryToSignIn(
  protocol: MailProtocol,
  server: MailServer,
  where: Reachable,
): Promise<Failure | null> {
  try {
    await (protocol === "imap" ? signInToImap(server, where) : signInToSmtp(server, where));
    return null;
  } catch (error) {
    return failureOf(error);
  }
}

async function signInToImap(server: MailServer, where: Reachable): Promise<void> {
  const timeout = timeoutMillis[where.kind];
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

function failureOf(error: unknown): Failure {
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

const usual = {
  imap: "usually 993 with TLS, or 143",
  smtp: "usually 465 with TLS, or 587",
};

const placeOf = ({ host, port }: MailServer): string => `${host}:${port}`;

function unknownHost({ host }: MailServer): MailCheck {
  return {
    ok: false,
    field: "host",
    code: "unknown-host",
    detail: `Host: there is no server named ${host}. Check its spelling.`,
  };
}

function notAllowed({ host }: MailServer): MailCheck {
  return {
    ok: false,
    field: "host",
    code: "not-allowed",
    detail: `Host: ${host} is no address of a mail server, so it was not tried.`,
  };
}

function wrongPassword({ user }: MailServer): MailCheck {
  return {
    ok: false,
    field: "password",
    code: "wrong-password",
    detail: `Password: the server refused user ${user} with this password. Check both; some providers want an app password.`,
  };
}

function nobodyHome(protocol: MailProtocol, server: MailServer): MailCheck {
  return {
    ok: false,
    field: "port",
    code: "no-answer",
    detail: `Port: no mail server to sign in to was found at ${placeOf(server)}. Check the host, the port (${usual[protocol]}) and the TLS setting.`,
  };
}

type Place = { readonly place: string; readonly host: string; readonly usual: string };

/** For servers out in the world, which field each failure points to, and why. */
const sentences: Readonly<
  Record<
    Exclude<Failure, "wrong-password">,
    { readonly field: "host" | "port" | "secure"; readonly say: (where: Place) => string }
  >
> = {
  "refused-connection": {
    field: "port",
    say: ({ place, usual: ports }) => `Port: nothing listens at ${place}. Check the port (${ports}).`,
  },
  certificate: {
    field: "host",
    say: ({ place, host }) =>
      `Host: the certificate of ${place} is not valid for ${host}. Use the name it was made for.`,
  },
  "no-tls": {
    field: "secure",
    say: ({ place, usual: ports }) =>
      `TLS: ${place} does not speak TLS in the way chosen. Change the TLS setting or the port (${ports}).`,
  },
  "no-answer": {
    field: "port",
    say: ({ place, usual: ports }) =>
      `Port: ${place} gave no answer in time. Check the port (${ports}); a firewall or your provider may block it.`,
  },
};

function failureSentence(
  protocol: MailProtocol,
  server: MailServer,
  failure: Exclude<Failure, "wrong-password">,
): MailCheck {
  const { field, say } = sentences[failure];
  const detail = say({ place: placeOf(server), host: server.host, usual: usual[protocol] });
  return { ok: false, field, code: failure, detail };
}
