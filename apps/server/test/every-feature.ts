import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { Registry } from "prom-client";
import { agentAppRoutes } from "../src/agent-app/agent-app.routes.ts";
import { LiveHub } from "../src/agent-app/live-hub.ts";
import { webRoutes } from "../src/agent-app/web.routes.ts";
import { ledgerRoutes } from "../src/channels/email/ledger/ledger.routes.ts";
import { roundTripRoutes } from "../src/channels/email/round-trip/round-trip.routes.ts";
import { sandboxRoutes } from "../src/channels/email/sandbox/sandbox.routes.ts";
import { createCustomerLinks, customerRoutes } from "../src/customers/index.ts";
import { healthRoutes } from "../src/health/health.routes.ts";
import { erasureRoutes } from "../src/erasure/index.ts";
import { firstStepRoutes } from "../src/first-steps/index.ts";
import { lifecycleRoutes } from "../src/lifecycle/lifecycle.routes.ts";
import { readMe } from "../src/people/index.ts";
import { pictureRoutes } from "../src/pictures/index.ts";
import type { BlobStore } from "../src/platform/blobs/blob-store.ts";
import { proofRoutes } from "../src/proof/index.ts";
import { createChangeFeed } from "../src/platform/realtime/change-feed.ts";
import { retentionRoutes } from "../src/retention/index.ts";
import { sampleRoutes } from "../src/samples/index.ts";
import { ActiveSet } from "../src/tickets/active-set.ts";
import { actRoutes } from "../src/tickets/acts/acts.routes.ts";
import { attachmentRoutes } from "../src/tickets/attachments.routes.ts";
import { bulkRoutes } from "../src/tickets/bulk/bulk.routes.ts";
import { ticketRoutes } from "../src/tickets/tickets.routes.ts";
import { ownFeatures, type TestParts } from "./app.ts";
import { noMail } from "./no-mail.ts";
import { pagesFolder } from "./pages-folder.ts";

const noBlobs: BlobStore = {
  putBefore: async () => [],
  discard: () => false,
  tidy: async () => undefined,
  put: async () => {
    throw new Error("No file is stored in this test.");
  },
  get: async () => {
    throw new Error("No file is read in this test.");
  },
  has: async () => false,
  remove: async () => undefined,
  stream: () => {
    throw new Error("No file is read in this test.");
  },
};

/** All that the server registers, over memory that is loaded and mail that goes nowhere. */
export function everyFeature(parts: TestParts, blobs: BlobStore = noBlobs): FastifyPluginAsyncZod[] {
  const { db, clock, signIn } = parts;
  const onError = (error: unknown): never => {
    throw error;
  };
  const feed = createChangeFeed(onError);
  const activeSet = new ActiveSet(db);
  const tickets = { db, clock, feed, activeSet, mail: noMail };
  const agents = { db, clock, principals: signIn.principals };
  const nobodyAnswers = async () => {
    throw new Error("Nothing is fetched in this test.");
  };
  return [
    ...ownFeatures(parts),
    healthRoutes({
      pingDatabase: async () => undefined,
      registry: new Registry(),
      isReady: () => true,
      version: "0",
    }),
    ticketRoutes(tickets),
    bulkRoutes({ ...tickets, onRunBegun: () => undefined }),
    actRoutes({ ...tickets, onRunBegun: () => undefined }),
    attachmentRoutes({ db, blobs }),
    proofRoutes({ db, clock, sealer: signIn.sealer }),
    pictureRoutes({ db, locate: nobodyAnswers }),
    sampleRoutes({ db, clock, onTicketsGone: async () => undefined }),
    agentAppRoutes({
      ...tickets,
      hub: new LiveHub({ feed, activeSet, onError }),
      position: () => 0,
      readMe: async (caller) => readMe({ ...agents, hasRelay: async () => false }, caller),
    }),
    ledgerRoutes({ db, clock, blobs, wake: () => undefined }),
    sandboxRoutes({ db, sandbox: true }),
    firstStepRoutes({ db, hasRelay: async () => false }),
    customerRoutes({
      ...tickets,
      accountId: parts.accountId,
      blobs,
      links: createCustomerLinks(Buffer.alloc(32, 9)),
      mails: { code: async () => undefined, links: async () => undefined, receipt: async () => undefined },
      background: parts.signIn.background,
      publicUrl: "http://desk.test",
      refresh: async () => undefined,
    }),
    lifecycleRoutes({ db, clock, feed, onLifecycleChanged: () => undefined }),
    retentionRoutes({ db, clock, feed, onLifecycleChanged: () => undefined }),
    erasureRoutes({ db, clock, feed, onErased: () => undefined }),
    webRoutes(pagesFolder),
    roundTripRoutes({ db, clock, ownHost: "desk.test", hasDeskRelay: false }),
  ];
}
