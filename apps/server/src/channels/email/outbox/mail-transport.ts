import { createTransport } from "nodemailer";
import { readRefusal, type Refusal } from "./failure.ts";

export type RelaySettings = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where it is offered, and always where a password is sent. */
  readonly secure: boolean;
  /** Empty: nobody signs in. */
  readonly user: string;
  readonly password: string;
};

type SmtpEnvelope = { readonly from: string; readonly to: readonly string[] };
export type Delivered = { readonly accepted: readonly string[]; readonly refusals: readonly Refusal[] };

/** A way out for mail. Answers for each recipient; never throws. */
export type MailTransport = {
  readonly send: (envelope: SmtpEnvelope, raw: Buffer) => Promise<Delivered>;
  readonly close: () => void;
};

/** The relay of a URL such as `smtp://user:password@relay.example.org:587`. */
export function relayOfUrl(text: string): RelaySettings {
  const url = new URL(text);
  const secure = url.protocol === "smtps:";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

const loopback = /^(?:localhost|127\.|::1$)/;

/** Sends through a relay on a few lasting connections. Certificates are checked, except on this very machine. */
export function createSmtpTransport(relay: RelaySettings, ourName: string): MailTransport {
  const transport = createTransport({
    pool: true,
    host: relay.host,
    port: relay.port,
    secure: relay.secure,
    name: ourName,
    ...tlsOf(relay),
    ...(relay.user === "" ? {} : { auth: { user: relay.user, pass: relay.password } }),
    maxConnections: 4,
    maxMessages: 100,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(envelope, raw) {
      try {
        const info = await transport.sendMail({
          envelope: { from: envelope.from, to: [...envelope.to] },
          raw,
        });
        return outcomeOf(envelope.to, info.rejectedErrors ?? []);
      } catch (error) {
        return { accepted: [], refusals: refusalsOf(envelope.to, error) };
      }
    },
    close: () => transport.close(),
  };
}

function tlsOf(relay: RelaySettings) {
  if (relay.secure) return {};
  if (loopback.test(relay.host)) return { ignoreTLS: true };
  return relay.user === "" ? {} : { requireTLS: true };
}

type SmtpError = {
  readonly recipient?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly message?: unknown;
  readonly rejectedErrors?: unknown;
  readonly code?: unknown;
};

function outcomeOf(recipients: readonly string[], errors: readonly unknown[]): Delivered {
  const refusals = errors.flatMap((error) => {
    const { recipient } = facts(error);
    return recipient === null ? [] : [refusalOf(recipient, error)];
  });
  const refused = new Set(refusals.map(({ address }) => address.toLowerCase()));
  return { accepted: recipients.filter((address) => !refused.has(address.toLowerCase())), refusals };
}

/** Where every recipient was refused one by one, each has its own answer; else one answer is that of all. */
function refusalsOf(recipients: readonly string[], error: unknown): readonly Refusal[] {
  const { each } = facts(error);
  const single = outcomeOf(recipients, each);
  return [...single.refusals, ...single.accepted.map((address) => refusalOf(address, error))];
}

function refusalOf(address: string, error: unknown): Refusal {
  const { responseCode, words, code } = facts(error);
  // Our own sign-in at the relay failed: that says nothing about the recipient.
  return readRefusal(address, code === "EAUTH" ? null : responseCode, words);
}

function facts(error: unknown) {
  const found: SmtpError = typeof error === "object" && error !== null ? error : {};
  const { recipient, responseCode, response, message, rejectedErrors, code } = found;
  return {
    recipient: typeof recipient === "string" ? recipient : null,
    responseCode: typeof responseCode === "number" ? responseCode : null,
    words: typeof response === "string" ? response : typeof message === "string" ? message : "No answer.",
    each: Array.isArray(rejectedErrors) ? rejectedErrors : [],
    code: typeof code === "string" ? code : null,
  };
}
