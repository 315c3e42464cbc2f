import { sql } from "kysely";
import type { FastifyPluginAsync } from "fastify";
import type { Registry } from "prom-client";
import type { Db } from "../platform/postgres/pool.ts";

export type HealthDeps = {
  readonly db: Db;
  readonly registry: Registry;
  readonly isReady: () => boolean;
  readonly version: string;
};

const because = "Probes and scrapers have no account; nothing here tells of tickets or people.";

/** /health: the process lives. /ready: it can do its work. /metrics: figures for Prometheus. */
export function healthRoutes({ db, registry, isReady, version }: HealthDeps): FastifyPluginAsync {
  return async (app) => {
    app.get("/health", { config: { access: { public: true, because } } }, async () => ({
      status: "ok",
      version,
    }));

    app.get("/ready", { config: { access: { public: true, because } } }, async (_request, reply) => {
      const database = await sql`select 1`.execute(db).then(
        () => true,
        () => false,
      );
      const ready = database && isReady();
      return reply
        .status(ready ? 200 : 503)
        .send({ status: ready ? "ready" : "not ready", database: database ? "ok" : "down" });
    });

    app.get("/metrics", { config: { access: { public: true, because } } }, async (_request, reply) =>
      reply.header("content-type", registry.contentType).send(await registry.metrics()),
    );
  };
}
