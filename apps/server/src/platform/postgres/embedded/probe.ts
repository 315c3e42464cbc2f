import { Client } from "pg";
import { adminName } from "./cluster.ts";
import type { Endpoint } from "./socket.ts";

export type Probe = { readonly dataDirectory: string; readonly version: string };

/** Signs in as the superuser and asks the server who it is; null while nobody answers. */
export async function probe(endpoint: Endpoint, password: string): Promise<Probe | null> {
  const client = adminClient(endpoint, password);
  client.on("error", () => undefined);
  try {
    await client.connect();
    const result = await client.query<{ directory: string; version: string }>(
      "select current_setting('data_directory') as directory, current_setting('server_version') as version",
    );
    const row = result.rows[0];
    return row === undefined ? null : { dataDirectory: row.directory, version: row.version };
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function adminClient(endpoint: Endpoint, password: string, database = "postgres"): Client {
  return new Client({ ...endpoint, user: adminName, password, database, connectionTimeoutMillis: 5_000 });
}
