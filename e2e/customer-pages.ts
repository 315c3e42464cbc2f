import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../apps/server/src/platform/postgres/embedded.ts";
import { migrate } from "../apps/server/src/platform/postgres/migrate.ts";
import { createPool, type Db } from "../apps/server/src/platform/postgres/pool.ts";
import { createCustomerDesk, type CustomerDesk } from "../apps/server/test/customer-desk.ts";
import { createTicket } from "../apps/server/test/factories.ts";

/** The pages for customers alone, on a port of this machine, with a database of their own. */
export type CustomerPages = {
  readonly url: string;
  readonly db: Db;
  readonly desk: CustomerDesk;
  /** A request that was answered and resolved, and the addresses of its pages. */
  readonly resolved: () => Promise<Request>;
  readonly fresh: () => Promise<Request>;
  readonly stop: () => Promise<void>;
};
export type Request = { readonly id: number; readonly decision: string; readonly conversation: string };

export async function startCustomerPages(): Promise<CustomerPages> {
  const dataDir = await mkdtemp(join(tmpdir(), "kvit-e2e-customer-"));
  const log = { info: () => undefined, warn: (message: string) => console.error(message) };
  const server = await startEmbeddedPostgres({
    dataDir: join(dataDir, "data"),
    log,
    role: "server",
    durable: false,
  });
  // The server is stopped at the end whatever connections there are.
  const silent = { info: () => undefined, warn: () => undefined };
  const { db, close } = createPool(server.connection, silent, { max: 4 });
  await migrate(db);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const desk = await createCustomerDesk(db, { publicUrl: url });
  await desk.app.listen({ host: "127.0.0.1", port });

  const fresh = async (): Promise<Request> => {
    const { ticket } = await createTicket(desk.deps, desk.desk);
    const { id, requesterId } = ticket;
    return {
      id,
      decision: `${url}${desk.decisionPath(id)}`,
      conversation: `${url}${desk.conversationPath(id, requesterId)}`,
    };
  };
  return {
    url,
    db,
    desk,
    fresh,
    async resolved() {
      const request = await fresh();
      await desk.write(request.id, { text: "Hi Ana,\n\nthe money left our bank today.", resolve: true });
      return request;
    },
    async stop() {
      await desk.close();
      await close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
}
