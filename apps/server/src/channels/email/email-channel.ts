import { setTimeout as pause } from "node:timers/promises";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { CustomerLinks } from "../../customers/customer-links.ts";
import { readMailConnections, type MailConnection } from "../../mailboxes/mail-connections.ts";
import type { Sealer } from "../../platform/sealed-value.ts";
import type { BlobStore } from "../../platform/blobs/blob-store.ts";
import type { MailPort } from "../../tickets/mail-port.ts";
import type { WorkDeps } from "../../tickets/unit-of-work.ts";
import { createMailboxDirectory, type MailboxDirectory } from "./addressing/mailbox-directory.ts";
import type { DoorDeps } from "./doors/door-deps.ts";
import { createImapDoors, type ImapDoors } from "./doors/imap/imap-doors.ts";
import { createSmtpDoor, type SmtpDoor } from "./doors/smtp-door.ts";
import { acceptMail, type AcceptDeps } from "./intake/accept-mail.ts";
import { noFailpoints, type ReachFailpoint } from "./intake/failpoint.ts";
import { createIntakePump, type Pump } from "./intake/intake-pump.ts";
import { freeLeases } from "./intake/intake.queries.ts";
import { processIntake } from "./intake/process-intake.ts";
import { createRecentBytes, type RecentBytes } from "./intake/recent-bytes.ts";
import { ledgerRoutes } from "./ledger/ledger.routes.ts";
import type { MailLog } from "./mail-log.ts";
import { createDeskPost, type DeskPost } from "./outbox/desk-post.ts";
import { relayOfUrl, type RelaySettings } from "./outbox/mail-transport.ts";
import type { OutboxDeps } from "./outbox/outbox-deps.ts";
import { createOutboxPump, type OutboxPump } from "./outbox/outbox-pump.ts";
import { createTicketMails } from "./outbox/ticket-mails.ts";
import { createTransports } from "./outbox/transports.ts";
import { recently } from "./recently.ts";
import { roundTripRoutes } from "./round-trip/round-trip.routes.ts";
import { sandboxRoutes } from "./sandbox/sandbox.routes.ts";
import { createMailTokens } from "./tokens.ts";
import type { Understander } from "./understand/index.ts";

export type EmailChannelSettings = WorkDeps & {
  readonly accountId: number;
  readonly blobs: BlobStore;
  readonly log: MailLog;
  readonly understander: Understander;
  /** Opens the passwords of mail servers. */
  readonly sealer: Sealer;
  /** At least 32 bytes that never change: reply addresses and Message-IDs are under it. */
  readonly tokenSecret: Uint8Array;
  readonly links: CustomerLinks;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly doors: {
    readonly host: string;
    readonly smtpPort: number | null;
    readonly lmtpPort: number | null;
  };
  /** The desk's relay, e.g. `smtp://user:password@relay.example.org:587`; null for the sandbox. */
  readonly smtpUrl: string | null;
  /** Hosts whose Authentication-Results count. */
  readonly borderHosts?: readonly string[];
  readonly floodPerMinute?: number;
  /** How long work belongs to a process that shows no sign of life, in milliseconds. */
  readonly leaseMs?: number;
  /** No other process takes mail of this database: what one that died had in hand need not wait until its leases run out. */
  readonly alone?: boolean;
  /** How mail hosts are watched, in milliseconds. */
  readonly imap?: { readonly pollMs?: number; readonly answerMs?: number; readonly settingsMs?: number };
  readonly reach?: ReachFailpoint;
};

export type EmailChannel = {
  /** What tickets, sign-in and customers' pages send mail by. */
  readonly mail: MailPort;
  readonly post: DeskPost;
  /** Whether mail stays here to be looked at, as no relay is set for the desk. */
  readonly sandbox: boolean;
  /** Opens the doors; answers the ports, null for a door that is off. */
  readonly start: () => Promise<{ readonly smtpPort: number | null; readonly lmtpPort: number | null }>;
  /** Closes the doors, then finishes what is under way. */
  readonly stop: () => Promise<void>;
  /** The ledger and the sandbox. */
  readonly routes: FastifyPluginAsyncZod;
  readonly status: () => { readonly underWay: number; readonly imapDoors: number };
  /** The settings of mailboxes have changed: look at once. */
  readonly mailboxesChanged: () => void;
};

const defaults = {
  floodPerMinute: 60,
  leaseMs: 15_000,
  imapPollMs: 30_000,
  imapAnswerMs: 20_000,
  imapSettingsMs: 5000,
};
const recentBytes = 32 * 1024 * 1024;
/** Mails understood and written side by side. */
const intakeWidth = 4;
const connectionsAgeMs = 1000;

/** The e-mail channel: doors, intake, and the way out. Composed here, started by the server. */
export function createEmailChannel(settings: EmailChannelSettings): EmailChannel {
  const reach = settings.reach ?? noFailpoints;
  const ownHost = hostOf(settings);
  const tokens = createMailTokens(settings.tokenSecret);
  const outbox: OutboxDeps = { tokens, links: settings.links, publicUrl: settings.publicUrl, ownHost };
  const relay = settings.smtpUrl === null ? null : relayOfUrl(settings.smtpUrl);
  const recent = createRecentBytes(recentBytes);
  const directory = createMailboxDirectory(settings.db, settings.accountId);
  const connections = recently(connectionsAgeMs, async () =>
    readMailConnections(settings.db, settings.sealer, settings.accountId),
  );
  const intake = intakePump({ settings, outbox, reach, recent, directory });
  const sender = outboxPump({ settings, relay, ownHost, reach, connections: connections.get });
  const door = doorDeps({ settings, reach, recent, intake, directory });
  const imap = imapDoors({ settings, accept: door.accept, reach });
  const smtp = smtpDoor(door, settings, { lmtp: false, port: settings.doors.smtpPort });
  const lmtp = smtpDoor(door, settings, { lmtp: true, port: settings.doors.lmtpPort });

  return {
    mail: createTicketMails(outbox),
    post: createDeskPost({ ...outbox, clock: settings.clock }),
    sandbox: relay === null,
    async start() {
      if (settings.alone === true) await freeLeases(settings.db, settings.accountId);
      const ports = { smtpPort: (await smtp?.start()) ?? null, lmtpPort: (await lmtp?.start()) ?? null };
      intake.start();
      sender.start();
      imap.start();
      return ports;
    },
    async stop() {
      await Promise.all([smtp?.stop(), lmtp?.stop(), imap.stop()]);
      await Promise.all([intake.stop(), sender.stop()]);
    },
    async routes(app) {
      await app.register(
        ledgerRoutes({ db: settings.db, clock: settings.clock, blobs: settings.blobs, wake: intake.wake }),
      );
      await app.register(sandboxRoutes({ db: settings.db, sandbox: relay === null }));
      const { db, clock } = settings;
      await app.register(roundTripRoutes({ db, clock, ownHost, hasDeskRelay: relay !== null }));
    },
    status: () => ({ underWay: intake.load(), imapDoors: imap.count() }),
    mailboxesChanged() {
      directory.forget();
      connections.forget();
      imap.wake();
    },
  };
}

type DoorParts = {
  readonly settings: EmailChannelSettings;
  readonly reach: ReachFailpoint;
  readonly recent: RecentBytes;
  readonly intake: Pump;
  readonly directory: MailboxDirectory;
};

function doorDeps({ settings, reach, recent, intake, directory }: DoorParts): DoorDeps {
  const { accountId, db, blobs, clock, log } = settings;
  const floodPerMinute = settings.floodPerMinute ?? defaults.floodPerMinute;
  const { leaseUntil } = intake;
  const onAccepted: AcceptDeps["onAccepted"] = (accepted, raw) => {
    if (accepted.known || accepted.state !== "pending") return;
    if (accepted.claimed !== null) return intake.take(accepted.claimed, raw);
    recent.remember(accepted.intakeId, raw);
    intake.wake();
  };
  return {
    log,
    route: directory.route,
    accept: async (delivery) =>
      acceptMail({ accountId, db, blobs, clock, reach, floodPerMinute, leaseUntil, onAccepted }, delivery),
  };
}

function smtpDoor(
  door: DoorDeps,
  settings: EmailChannelSettings,
  { lmtp, port }: { readonly lmtp: boolean; readonly port: number | null },
): SmtpDoor | null {
  if (port === null) return null;
  return createSmtpDoor(door, { lmtp, port, host: settings.doors.host, name: hostOf(settings) });
}

const hostOf = ({ publicUrl }: EmailChannelSettings): string => new URL(publicUrl).hostname;

type IntakeParts = {
  readonly settings: EmailChannelSettings;
  readonly outbox: OutboxDeps;
  readonly reach: ReachFailpoint;
  readonly recent: RecentBytes;
  readonly directory: MailboxDirectory;
};

function intakePump({ settings, outbox, reach, recent, directory }: IntakeParts): Pump {
  const deps = { ...settings, directory, tokens: outbox.tokens, ownHost: outbox.ownHost, outbox, reach };
  return createIntakePump({
    accountId: settings.accountId,
    db: settings.db,
    blobs: settings.blobs,
    clock: settings.clock,
    log: settings.log,
    reach,
    recent,
    process: async (mail, raw) =>
      processIntake({ ...deps, borderHosts: settings.borderHosts ?? [] }, mail, raw),
    width: intakeWidth,
    leaseMs: settings.leaseMs ?? defaults.leaseMs,
  });
}

type ImapParts = {
  readonly settings: EmailChannelSettings;
  readonly accept: DoorDeps["accept"];
  readonly reach: ReachFailpoint;
};

function imapDoors({ settings, accept, reach }: ImapParts): ImapDoors {
  const { db, sealer, accountId, clock, log } = settings;
  return createImapDoors({
    accountId,
    db,
    clock,
    log,
    accept,
    reach,
    markSeen: true,
    pollMs: settings.imap?.pollMs ?? defaults.imapPollMs,
    answerMs: settings.imap?.answerMs ?? defaults.imapAnswerMs,
    settingsMs: settings.imap?.settingsMs ?? defaults.imapSettingsMs,
    chance: Math.random,
    servers: async () =>
      (await readMailConnections(db, sealer, accountId)).flatMap(({ mailboxId, imap }) =>
        imap === null ? [] : [{ mailboxId, server: imap }],
      ),
  });
}

type SenderParts = {
  readonly settings: EmailChannelSettings;
  readonly relay: RelaySettings | null;
  readonly ownHost: string;
  readonly reach: ReachFailpoint;
  readonly connections: () => Promise<readonly MailConnection[]>;
};

function outboxPump({ settings, relay, ownHost, reach, connections }: SenderParts): OutboxPump {
  const relayOf = async (mailboxId: number): Promise<RelaySettings | null> =>
    (await connections()).find((connection) => connection.mailboxId === mailboxId)?.relay ?? null;
  return createOutboxPump({
    accountId: settings.accountId,
    db: settings.db,
    clock: settings.clock,
    feed: settings.feed,
    blobs: settings.blobs,
    log: settings.log,
    transports: createTransports({ relay, relayOf, ourName: ownHost }),
    reach,
    chance: Math.random,
    pause: async (ms) => pause(ms),
    width: 8,
    leaseMs: (settings.leaseMs ?? defaults.leaseMs) * 2,
    pollMs: 250,
  });
}
