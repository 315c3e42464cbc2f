import type { FastifyPluginAsync } from "fastify";
import type { Registry } from "prom-client";

export type HealthDeps = {
  readonly pingDatabase: () => Promise<unknown>;
  readonly registry: Registry;
  readonly isReady: () => boolean;
  readonly version: string;
};

const because = "Probes and scrapers have no account; nothing here tells of tickets or people.";

/** /health: the process lives. /ready: it can do its work. /metrics: figures for Prometheus. */
export function healthRoutes({ pingDatabase, registry, isReady, version }: HealthDeps): FastifyPluginAsync {
  return async (app) => {
    app.get("/health", { config: { access: { public: true, because } } }, async () => ({
      status: "ok",
      version,
    }));

    app.get("/ready", { config: { access: { public: true, because } } }, async (_request, reply) => {
      const database = await pingDatabase().then(
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
