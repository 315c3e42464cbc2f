import { formatInstant } from "@kvit/domain/kernel";
import { runClient } from "./child.ts";
import { withCpu } from "./cpu.ts";
import type { HttpResult, HttpTask } from "./clients/http-load.ts";
import type { Stage, Suite } from "./suite.ts";

const page = "/api/v1/tickets?status=new,open&limit=50";

/** The queue and a ticket, asked by programs in processes of their own. */
export const api: Suite = {
  name: "API",
  run: async (stage) => {
    const { limits } = stage;
    const hello = { what: "Fastify saying hello", value: limits.helloMillis };
    const { value: queue, each: forQueue } = await ask(stage, { paths: [page], connections: 1 });
    const { value: crowd, each: forCrowd } = await ask(stage, { paths: [page], connections: 16 });
    const { value: ticket, each: forTicket } = await ask(stage, {
      paths: await ticketPaths(stage),
      connections: 1,
    });
    const { value: past, each: forPast } = await ask(stage, {
      paths: await pastPaths(stage),
      connections: 1,
    });
    const kilobytes = `${(queue.bytes / 1024).toFixed(1)} KB each, p95 ${queue.p95.toFixed(1)} ms${forQueue}`;
    return [
      {
        what: "queue of 50, one client, p50",
        value: queue.p50,
        unit: "ms",
        target: 5,
        limit: hello,
        note: kilobytes,
      },
      {
        what: "queue of 50, 16 clients",
        value: crowd.perSecond,
        unit: "/s",
        target: 1000,
        limit: { what: "Fastify saying hello to 16", value: limits.hellosPerSecond },
        note: `p95 ${crowd.p95.toFixed(1)} ms${forCrowd}`,
      },
      {
        what: "ticket, one client, p50",
        value: ticket.p50,
        unit: "ms",
        target: 5,
        limit: hello,
        note: `p95 ${ticket.p95.toFixed(1)} ms${forTicket}`,
      },
      {
        what: "queue of 50 as of an instant, one client, p95",
        value: past.p95,
        unit: "ms",
        target: 300,
        limit: hello,
        note: `p50 ${past.p50.toFixed(1)} ms${forPast}`,
      },
    ];
  },
};

async function ask(stage: Stage, { paths, connections }: Pick<HttpTask, "paths" | "connections">) {
  const { host, httpPort: port, seconds, apiKey, pid, databasePid } = stage;
  const headers = { authorization: `Bearer ${apiKey}` };
  const task: HttpTask = { host, port, headers, paths, connections, seconds };
  return withCpu(
    [pid, databasePid],
    async () => runClient<HttpResult>("http-load", task),
    ({ asked }) => asked,
  );
}

/** Tickets chosen by chance, most of them closed long ago. */
async function ticketPaths({ pool }: Stage): Promise<string[]> {
  const { rows } = await pool.query<{ number: string }>(
    "select number from ticket where status <> 'purged' order by random() limit 500",
  );
  return rows.map((row) => `/api/v1/tickets/${row.number}`);
}

/** The queue at instants chosen by chance from the whole history, in the orders its views have. */
async function pastPaths({ pool }: Stage): Promise<string[]> {
  const { rows } = await pool.query<{ at: number }>(
    "select first + random() * (last - first) as at from (select min(created_at) as first, max(created_at) as last from ticket) life, generate_series(1, 200)",
  );
  return rows.flatMap(({ at }) =>
    ["sort=next", "sort=-updated"].map((sort) => `${page}&${sort}&at=${formatInstant(at)}`),
  );
}
