import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { end, runClient } from "./child.ts";
import type { HttpResult, HttpTask } from "./clients/http-load.ts";
import { percentile } from "./percentile.ts";
import type { Limits } from "./suite.ts";

type Place = { readonly folder: string; readonly seconds: number; readonly pool: Pool };

/** What disk, database and HTTP server can do here at best, with nothing of ours in between. */
export async function measureLimits({ folder, seconds, pool }: Place): Promise<Limits> {
  const one = await commits(pool, 1, seconds);
  const eight = await commits(pool, 8, seconds);
  const hello = await hellos(seconds);
  return {
    commitsPerSecond: one.perSecond,
    commitsPerSecondOf8: eight.perSecond,
    commitMillis: one.p50,
    roundTripMillis: await roundTrips(pool, seconds),
    syncedFileMillis: await syncedFiles(folder),
    ...hello,
  };
}

async function commits(pool: Pool, connections: number, seconds: number) {
  await pool.query(
    "create table if not exists bench_limit (id bigint generated always as identity primary key, body text)",
  );
  const body = "x".repeat(1000);
  const ends = performance.now() + seconds * 1000;
  const samples: number[] = [];
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = await pool.connect();
      while (performance.now() < ends) {
        const began = performance.now();
        await client.query({
          name: "bench-insert",
          text: "insert into bench_limit (body) values ($1)",
          values: [body],
        });
        samples.push(performance.now() - began);
      }
      client.release();
    }),
  );
  await pool.query("drop table bench_limit");
  return { perSecond: samples.length / seconds, p50: percentile(samples, 0.5) };
}

async function roundTrips(pool: Pool, seconds: number): Promise<number> {
  const ends = performance.now() + seconds * 1000;
  const samples: number[] = [];
  const client = await pool.connect();
  while (performance.now() < ends) {
    const began = performance.now();
    await client.query({ name: "bench-one", text: "select 1" });
    samples.push(performance.now() - began);
  }
  client.release();
  return percentile(samples, 0.5);
}

async function syncedFiles(folder: string): Promise<number> {
  const bytes = Buffer.alloc(4096, 1);
  const samples: number[] = [];
  for (let index = 0; index < 100; index += 1) {
    const path = join(folder, `bench-file-${index}`);
    const began = performance.now();
    const file = await open(path, "wx");
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    samples.push(performance.now() - began);
    await rm(path);
  }
  return percentile(samples, 0.5);
}

async function hellos(seconds: number): Promise<Pick<Limits, "helloMillis" | "hellosPerSecond">> {
  const file = fileURLToPath(new URL("clients/hello-server.ts", import.meta.url));
  const server = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  const task = { host: "127.0.0.1", port: Number(String(line)), headers: {}, paths: ["/"], seconds } as const;
  try {
    const alone = await runClient<HttpResult>("http-load", { ...task, connections: 1 } satisfies HttpTask);
    const together = await runClient<HttpResult>("http-load", {
      ...task,
      connections: 16,
    } satisfies HttpTask);
    return { helloMillis: alone.p50, hellosPerSecond: together.perSecond };
  } finally {
    await end(server);
  }
}
