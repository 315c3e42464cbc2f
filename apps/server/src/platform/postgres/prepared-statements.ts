import { createHash } from "node:crypto";
import type { PostgresPool } from "kysely";
import type { Pool, PoolClient } from "pg";

/** A statement is worth preparing when it comes again; each one prepared costs some memory in every connection. */
const seenBefore = 2;
const mostPrepared = 400;

/**
 * The pool as Kysely uses it, with statements prepared by their text: from the
 * third time on a connection neither parses nor (from the eighth) plans them
 * anew, which is half of what a short statement costs.
 */
export function preparing(pool: Pool): PostgresPool {
  const nameOf = createNames();
  const known = new WeakMap<PoolClient, PoolClient>();
  return {
    options: pool.options,
    end: async () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const wrapped = known.get(client) ?? wrap(client, nameOf);
      known.set(client, wrapped);
      return wrapped;
    },
  };
}

/**
 * The client itself, but for its `query`, which takes a text with values as
 * Kysely gives them and does not wait for the answer to `begin`: should it fail,
 * the statement after it fails with it.
 */
function wrap(client: PoolClient, nameOf: (text: string) => string | null): PoolClient {
  let begun: Promise<unknown> | null = null;
  async function send(text: string, values: readonly unknown[]): Promise<unknown> {
    const name = values.length === 0 ? null : nameOf(text);
    sendTogether(client);
    return client.query(name === null ? { text, values: [...values] } : { name, text, values: [...values] });
  }
  async function query(text: string, values: readonly unknown[]): Promise<unknown> {
    if (text === "begin") {
      sendTogether(client);
      begun = client.query(text);
      begun.catch(() => undefined);
      return { command: "BEGIN", rowCount: null, rows: [] };
    }
    const before = begun;
    begun = null;
    if (before === null) return send(text, values);
    const [, answer] = await Promise.all([before, send(text, values)]);
    return answer;
  }
  return new Proxy(client, {
    get(target, key): unknown {
      if (key === "query") return query;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Whatever is asked in this turn of the loop leaves in one write: each wakes the server's process. */
function sendTogether({ connection: { stream } }: PoolClient): void {
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Names by the statement's text, for those that have come before; null for the rest. */
function createNames(): (text: string) => string | null {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const times = (counts.get(text) ?? 0) + 1;
    if (counts.size > mostPrepared * 5) counts.clear();
    counts.set(text, times);
    if (times <= seenBefore || names.size >= mostPrepared) return null;
    const name = createHash("sha256").update(text).digest("hex").slice(0, 32);
    names.set(text, name);
    counts.delete(text);
    return name;
  };
}
