import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { FastifyInstance } from "fastify";

/** What operators watch. One registry per server, so that tests do not share figures. */
export function createMetrics(read: {
  readonly activeTickets: () => number;
  readonly liveClients: () => number;
}): { registry: Registry; watch: (app: FastifyInstance) => void } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "kvit_" });
  const requests = new Histogram({
    name: "kvit_http_request_seconds",
    help: "Time to answer a request, by route and status.",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const failures = new Counter({
    name: "kvit_http_failures_total",
    help: "Requests answered with 5xx.",
    registers: [registry],
  });
  gauge(registry, {
    name: "kvit_active_tickets",
    help: "Tickets that may still need work.",
    read: read.activeTickets,
  });
  gauge(registry, {
    name: "kvit_live_clients",
    help: "Open live connections of the agent app.",
    read: read.liveClients,
  });
  return {
    registry,
    watch(app) {
      app.addHook("onResponse", async (request, reply) => {
        requests.observe(
          {
            method: request.method,
            route: request.routeOptions.url ?? "none",
            status: String(reply.statusCode),
          },
          reply.elapsedTime / 1000,
        );
        if (reply.statusCode >= 500) failures.inc();
      });
    },
  };
}

function gauge(
  registry: Registry,
  { name, help, read }: { name: string; help: string; read: () => number },
): void {
  const made = new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
  made.set(0);
}
