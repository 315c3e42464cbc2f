import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import type { FastifyInstance } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { microsPerDay } from "@kvit/domain/kernel";
import { agentAppRoutes } from "./agent-app/agent-app.routes.ts";
import { LiveHub } from "./agent-app/live-hub.ts";
import { webRoutes } from "./agent-app/web.routes.ts";
import { apiKeyRoutes } from "./api-keys/index.ts";
import { repeat, type Repeated } from "./background-work.ts";
import { createEmailChannel, createUnderstander } from "./channels/email/index.ts";
import { companyRoutes } from "./companies/index.ts";
import type { Config } from "./config.ts";
import { contactRoutes } from "./contacts/index.ts";
import { createCustomerLinks } from "./customers/customer-links.ts";
import { customerRoutes, forgetOldProofs } from "./customers/index.ts";
import { departmentRoutes } from "./departments/index.ts";
import { erasureRoutes } from "./erasure/index.ts";
import { firstStepRoutes } from "./first-steps/index.ts";
import { layFoundation, type Foundation } from "./foundation.ts";
import { healthRoutes } from "./health/health.routes.ts";
import { lifecycleRoutes } from "./lifecycle/lifecycle.routes.ts";
import { locate, mailboxRoutes } from "./mailboxes/index.ts";
import * as people from "./people/index.ts";
import { theAccount } from "./platform/account.ts";
import { createDiskBlobStore } from "./platform/blobs/blob-store.ts";
import { createSystemClock } from "./platform/clock.ts";
import { createHttpApp } from "./platform/http/app.ts";
import type { ListedRoute } from "./platform/http/route-list.ts";
import { migrate } from "./platform/postgres/migrate.ts";
import type { OpenDatabase } from "./platform/postgres/open-database.ts";
import { createChangeFeed } from "./platform/realtime/change-feed.ts";
import { createLogFollower } from "./platform/realtime/log-follower.ts";
import { createSealer } from "./platform/sealed-value.ts";
import { readSecret } from "./platform/secrets.ts";
import { listenStartupError } from "./platform/startup-error.ts";
import type { Log } from "./platform/telemetry/log.ts";
import { createMetrics } from "./platform/telemetry/metrics.ts";
import { pictureRoutes } from "./pictures/index.ts";
import { proofRoutes } from "./proof/index.ts";
import { purgeDue, retentionRoutes, sweepFiles } from "./retention/index.ts";
import { addSamples, sampleRoutes } from "./samples/index.ts";
import { hasRelay, settingRoutes } from "./settings/index.ts";
import * as signIns from "./sign-in/index.ts";
import { ActiveSet } from "./tickets/active-set.ts";
import { actRoutes } from "./tickets/acts/acts.routes.ts";
import { forgetActs } from "./tickets/acts/acts.queries.ts";
import { attachmentRoutes } from "./tickets/attachments.routes.ts";
import { bulkRoutes } from "./tickets/bulk/bulk.routes.ts";
import { createBulkRunner } from "./tickets/bulk/bulk-runner.ts";
import { ticketRoutes } from "./tickets/tickets.routes.ts";
import { fireTimers } from "./timers/index.ts";

export type RunningServer = {
  readonly url: string;
  readonly httpPort: number;
  readonly smtpPort: number | null;
  /** All that is answered. */
  readonly routes: readonly ListedRoute[];
  /** What to tell the person at the terminal. */
  readonly greeting: readonly string[];
  /** Takes nothing new, finishes what is under way, and stops the database if it came with Kvit. */
  readonly stop: () => Promise<void>;
};

const builtPages = fileURLToPath(new URL("../../web/dist", import.meta.url));
const version = "0.1.0";
/** Files travel as multipart and have their own limit; everything else is text. */
const maxBodyBytes = 5 * 1024 * 1024;
const hourMillis = 3_600_000;
const actsKept = 30 * microsPerDay;

export type ServerOptions = {
  /** The folder of the built agent app. */
  readonly pages?: string;
  /** Log and database, when they were begun before. */
  readonly foundation?: Promise<Foundation>;
};

/** Starts everything. Throws a StartupError in one plain sentence when something outside keeps it from starting; nothing is left running then. */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const { log, database } = await (options.foundation ?? layFoundation(config));
  try {
    const parts = await compose(config, log, await prepare(database));
    const app = await createApp(config, log, parts);
    await app.register(webRoutes(options.pages ?? builtPages));
    return await serve(config, app, parts);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function prepare(database: OpenDatabase): Promise<OpenDatabase> {
  await migrate(database.db);
  await people.prepareDesk(database.db, {
    name: "Kvit",
    language: "en",
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  return database;
}

async function serve(config: Config, app: FastifyInstance, parts: Parts): Promise<RunningServer> {
  const work: Repeated[] = [];
  const end = async (): Promise<void> => {
    await parts.bulk.stop();
    await Promise.all([...work.map(async (each) => each.stop()), parts.email.stop(), app.close()]);
    parts.follower.stop();
    await parts.understander.close();
    await parts.signIn.background.settled();
  };
  try {
    if (config.owner !== null) await people.createOwner(parts.signIn, config.owner);
    await parts.activeSet.load();
    await parts.follower.start();
    const httpPort = await listen(app, config);
    const { smtpPort } = await parts.email.start();
    work.push(
      repeat(1000, async () => fireTimers(parts), parts.onError),
      repeat(1000, async () => parts.bulk.work(), parts.onError),
      repeat(hourMillis, async () => forgetActs(parts.db, parts.clock.now() - actsKept), parts.onError),
      repeat(hourMillis, async () => signIns.tidySignIn(parts.signIn), parts.onError),
      repeat(hourMillis, async () => forgetOldProofs(parts), parts.onError),
      repeat(hourMillis, async () => purgeDue(parts), parts.onError),
      repeat(hourMillis, async () => sweepFiles(parts, parts.clock.now()), parts.onError),
    );
    const greeting = await greet(config, parts, { httpPort, smtpPort });
    const stop = async (): Promise<void> => {
      try {
        await end();
      } finally {
        await parts.closeDatabase();
      }
    };
    return { url: config.publicUrl, httpPort, smtpPort, routes: app.routes, greeting, stop };
  } catch (error) {
    await end();
    throw error;
  }
}

type Parts = Awaited<ReturnType<typeof compose>>;

/** Everything that lives as long as the server, in the order in which one needs the other. */
async function compose(config: Config, log: Log, database: OpenDatabase) {
  const { db, close: closeDatabase } = database;
  const onError = (error: unknown): void => log.error({ err: error }, "Work in the background failed");
  const accountId = theAccount;
  const { publicUrl } = config;
  const clock = createSystemClock();
  const feed = createChangeFeed(onError);
  const blobs = createDiskBlobStore(`${config.dataDir}/files`);
  const understander = createUnderstander();
  const links = createCustomerLinks(await readSecret(db, accountId, "customer-links"));
  const sealer = await createSealer(db, accountId);
  const email = createEmailChannel({
    db,
    clock,
    feed,
    accountId,
    blobs,
    log,
    understander,
    sealer,
    links,
    publicUrl,
    tokenSecret: await readSecret(db, accountId, "mail-tokens"),
    doors: { host: config.host, smtpPort: config.smtpPort, lmtpPort: config.lmtpPort },
    smtpUrl: config.smtpUrl,
    // our own PostgreSQL serves one Kvit at a time
    alone: database.embedded !== null,
  });
  const signIn = await signIns.createSignIn({ db, clock, accountId, publicUrl, mail: email.post, onError });
  const activeSet = new ActiveSet(db);
  const hub = new LiveHub({ feed, activeSet, onError });
  signIns.onPrincipalsChanged(signIn, ({ agentId }) => {
    hub.cut(agentId);
    activeSet.load().catch(onError);
  });
  const follower = createLogFollower({ db, feed, intervalMillis: 1000, onError });
  const bulk = createBulkRunner({ db, clock, feed, mail: email.mail, hub, onError });
  return {
    db,
    clock,
    feed,
    bulk,
    blobs,
    understander,
    links,
    sealer,
    email,
    signIn,
    activeSet,
    hub,
    follower,
    onError,
    accountId,
    mail: email.mail,
    closeDatabase,
  };
}

async function createApp(config: Config, log: Log, parts: Parts): Promise<FastifyInstance> {
  const { db, activeSet, hub, signIn } = parts;
  const app = await createHttpApp({
    log,
    publicUrl: config.publicUrl,
    trustProxy: config.trustedProxies,
    authenticate: signIns.createAuthenticate(signIn),
    maxBodyBytes,
  });
  people.registerViewAs(app, db);
  const { registry, watch } = createMetrics({
    activeTickets: () => activeSet.size,
    liveClients: () => hub.size,
  });
  watch(app);
  const pingDatabase = async () => sql`select 1`.execute(db);
  await app.register(healthRoutes({ pingDatabase, registry, isReady: () => true, version }));
  for (const feature of [...peopleFeatures(config, parts, app.routes), ...ticketFeatures(config, parts)])
    await app.register(feature);
  return app;
}

/** Who works here, for whom, and how the desk is set. */
function peopleFeatures(
  config: Config,
  parts: Parts,
  routes: readonly ListedRoute[],
): FastifyPluginAsyncZod[] {
  const { db, clock, signIn, sealer, email, accountId, activeSet, hub, follower } = parts;
  const onDeskChanged = reloadOf(parts);
  const agents = { db, clock, principals: signIn.principals };
  return [
    signIns.signInRoutes(signIn),
    signIns.accountSecurityRoutes(signIn),
    people.setUpRoutes(signIn, async (owner) => addSamples(parts, { accountId, ...owner })),
    people.invitationRoutes(signIn),
    people.agentRoutes(agents),
    people.meRoutes(meDeps(config, parts)),
    people.rightRoutes(routes),
    departmentRoutes(agents),
    mailboxRoutes({
      db,
      clock,
      sealer,
      onMailboxesChanged: email.mailboxesChanged,
      pause: async (millis) => pause(millis),
    }),
    contactRoutes({ db, onContactChanged: onDeskChanged }),
    companyRoutes({ db }),
    apiKeyRoutes(agents),
    settingRoutes({ ...deskOf(config, parts), onDeskChanged }),
    lifecycleRoutes({ ...parts, onLifecycleChanged: () => hub.tellLifecycle() }),
    retentionRoutes({ ...parts, onLifecycleChanged: () => hub.tellLifecycle() }),
    erasureRoutes({ ...parts, onErased: onDeskChanged }),
    firstStepRoutes(meDeps(config, parts)),
    sampleRoutes({
      db,
      clock,
      onTicketsGone: async (_account, ids) => hub.forget(activeSet.forget(ids), follower.position()),
    }),
  ];
}

/** Tickets, by whatever way they are reached. */
function ticketFeatures(config: Config, parts: Parts): FastifyPluginAsyncZod[] {
  const { activeSet, email, follower } = parts;
  const me = meDeps(config, parts);
  return [
    ticketRoutes(parts),
    bulkRoutes({ ...parts, onRunBegun: wakeRunner(parts) }),
    actRoutes({ ...parts, onRunBegun: wakeRunner(parts) }),
    attachmentRoutes(parts),
    pictureRoutes({ ...parts, locate }),
    proofRoutes(parts),
    email.routes,
    agentAppRoutes({
      ...parts,
      position: follower.position,
      readMe: async (caller) => people.readMe(me, caller),
    }),
    customerRoutes({
      ...parts,
      publicUrl: config.publicUrl,
      mails: { code: email.post.code, links: email.post.links, receipt: parts.mail.receipt },
      background: parts.signIn.background,
      refresh: async (account, ids) => activeSet.refresh(account, ids),
    }),
  ];
}

function wakeRunner({ bulk }: Parts): () => void {
  return () => void bulk.work();
}

/** Names stand in many tickets held in memory, so a changed one has them read again. */
function reloadOf({ activeSet, onError }: Parts): () => void {
  return () => void activeSet.load().catch(onError);
}

function deskOf({ smtpUrl }: Config, { db, clock, accountId }: Parts) {
  return { db, clock, accountId, hasDeskRelay: smtpUrl !== null };
}

function meDeps(config: Config, parts: Parts): people.MeDeps {
  const { db, clock, signIn } = parts;
  const desk = { ...deskOf(config, parts), onDeskChanged: () => undefined };
  return { db, clock, principals: signIn.principals, hasRelay: async () => hasRelay(desk) };
}

async function listen(app: FastifyInstance, { host, httpPort }: Config): Promise<number> {
  try {
    await app.listen({ host, port: httpPort });
  } catch (error) {
    throw listenStartupError(error, { host, port: httpPort }, "KVIT_HTTP_PORT");
  }
  const address = app.server.address();
  return typeof address === "object" && address !== null ? address.port : httpPort;
}

async function greet(
  config: Config,
  parts: Parts,
  ports: { httpPort: number; smtpPort: number | null },
): Promise<string[]> {
  const lines = [`Kvit is ready: ${config.publicUrl}`];
  if (ports.smtpPort !== null) lines.push(`Mail comes in by SMTP on ${config.host}:${ports.smtpPort}.`);
  if (parts.email.sandbox)
    lines.push(
      `No relay is set, so outgoing mail stays where it can be looked at: ${config.publicUrl}/sandbox`,
    );
  const link = await people.setupLink({ ...parts.signIn, publicUrl: config.publicUrl });
  if (link !== null) lines.push("", "Set up your desk by this link:", `  ${link}`, "");
  return lines;
}
