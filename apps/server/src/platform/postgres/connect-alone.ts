import { Client, type Pool } from "pg";

/**
 * A connection of its own to the pool's database, for what needs the wire for
 * itself, as COPY does, and may take as long as it takes. The caller ends it.
 */
export async function connectAlone(pool: Pool): Promise<Client> {
  const { options } = pool;
  // The pool keeps its password out of what can be listed.
  const { password } = options;
  const client = new Client({ ...options, password, pipeline: false, statement_timeout: 0 });
  // A connection that breaks in use tells its caller, and this event besides.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
