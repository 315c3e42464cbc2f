import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Endpoint } from "./socket.ts";

/** What a running (or killed) server wrote about itself into postmaster.pid. */
export type PostmasterFile = { readonly pid: number; readonly endpoint: Endpoint };

/** Null when there is no such file or it is half written. Line order: PostgreSQL's utils/pidfile.h. */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const host = lines[4]?.trim() || lines[5]?.trim();
  if (!Number.isSafeInteger(pid) || pid <= 0 || !Number.isSafeInteger(port)) return null;
  return { pid, endpoint: { host: host ?? "", port } };
}
