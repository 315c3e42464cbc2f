import type { AddressInfo } from "node:net";
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from "smtp-server";
import { listenStartupError } from "../../../platform/startup-error.ts";
import type { MailLog } from "../mail-log.ts";
import { refusal, SmtpRefusal } from "./smtp-refusal.ts";
import type { DoorDeps } from "./door-deps.ts";

export type SmtpDoorOptions = {
  readonly lmtp: boolean;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** How we introduce ourselves. */
  readonly name: string;
  readonly tls?: { readonly key: string; readonly cert: string };
};

export type SmtpDoor = {
  /** Resolves with the port it listens on. */
  readonly start: () => Promise<number>;
  /** Takes no new mail, brings those under way to their answer, then closes. */
  readonly stop: () => Promise<void>;
};

/** Bytes of the largest mail taken. */
export const maxMailBytes = 50 * 1024 * 1024;

/**
 * What Postfix, Exim or a forwarding rule talks to (RFC 5321, RFC 2033). Answers
 * 250 only when the mail is committed, 4xx when it cannot be now, so that the
 * sender keeps it, and 550 for an address that is not ours. Asks nobody to sign
 * in, as it takes mail for this desk alone.
 */
export function createSmtpDoor(deps: DoorDeps, options: SmtpDoorOptions): SmtpDoor {
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  const server = new SMTPServer({
    ...serverOptions(options),
    onMailFrom: (_address, _session, done) => done(stopping ? refusal("closing") : null),
    onRcptTo: ({ address }, _session, done) => {
      void settle(async () => checkRecipient(deps, address), { log: deps.log, done });
    },
    onData: (stream, session, done) => {
      const work = settle(async () => receive(deps, options.lmtp, stream, session), { log: deps.log, done });
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
  });
  server.on("error", (error) => {
    // One that could not even listen tells its starter.
    if (server.server.listening) deps.log.info({ err: error }, "A mail connection broke");
  });

  return {
    start: () => listen(server, options),
    async stop() {
      stopping = true;
      await Promise.all(underWay);
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

function serverOptions({ lmtp, name, tls }: SmtpDoorOptions): SMTPServerOptions {
  return {
    lmtp,
    name,
    banner: "Kvit",
    size: maxMailBytes,
    authOptional: true,
    disabledCommands: tls === undefined ? ["AUTH", "STARTTLS"] : ["AUTH"],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    logger: false,
    maxClients: 200,
    socketTimeout: 120_000,
    closeTimeout: 300,
    ...tls,
  };
}

async function listen(server: SMTPServer, { host, port, lmtp }: SmtpDoorOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void =>
      reject(listenStartupError(error, { host, port }, lmtp ? "KVIT_LMTP_PORT" : "KVIT_SMTP_PORT"));
    server.server.once("error", fail);
    server.listen(port, host, () => {
      server.server.removeListener("error", fail);
      resolve(portOf(server.server.address(), port));
    });
  });
}

function portOf(address: AddressInfo | string | null, asked: number): number {
  return address === null || typeof address === "string" ? asked : address.port;
}

async function checkRecipient(deps: DoorDeps, address: string): Promise<void> {
  const found = await deps.route([address]);
  if (found.length === 0) throw refusal("unknown-recipient");
}

type Answer<Value> = {
  readonly log: MailLog;
  readonly done: (error: Error | null, value?: Value) => void;
};

async function settle<Value>(work: () => Promise<Value>, { log, done }: Answer<Value>): Promise<void> {
  try {
    done(null, await work());
  } catch (error) {
    done(asRefusal(error, log));
  }
}

/** For SMTP one answer, for LMTP one for each recipient in the order they were named. */
async function receive(
  deps: DoorDeps,
  lmtp: boolean,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string | (string | Error)[]> {
  const raw = await readAll(stream);
  const { mailFrom, rcptTo } = session.envelope;
  const addresses = rcptTo.map((recipient) => recipient.address);
  const recipients = await deps.route(addresses);
  const delivery = {
    door: lmtp ? ("lmtp" as const) : ("smtp" as const),
    envelopeFrom: mailFrom === false ? "" : mailFrom.address,
    raw,
    remote: session.remoteAddress,
  };
  if (!lmtp) {
    if (recipients.length === 0) throw refusal("unknown-recipient");
    const taken = await deps.accept({ ...delivery, recipients });
    return `Taken as ${taken.map((mail) => mail.intakeId).join(", ")}`;
  }
  const answers = new Map<string, string | Error>();
  for (const recipient of recipients) {
    const outcome = await deps.accept({ ...delivery, recipients: [recipient] }).then(
      ([mail]) => `Taken as ${mail?.intakeId ?? ""}`,
      (error: unknown) => asRefusal(error, deps.log),
    );
    for (const address of recipient.addresses) answers.set(address, outcome);
  }
  return addresses.map((address) => answers.get(address) ?? refusal("unknown-recipient"));
}

/** A connection that breaks in the middle makes this throw, so a part of a mail is never taken for the whole. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maxMailBytes) chunks.push(bytes);
  }
  if (stream.sizeExceeded || size > maxMailBytes) throw refusal("too-large");
  return Buffer.concat(chunks);
}

function asRefusal(error: unknown, log: MailLog): Error {
  if (error instanceof SmtpRefusal) return error;
  log.warn({ err: error }, "A mail could not be taken; its sender keeps it");
  return refusal("try-later");
}
