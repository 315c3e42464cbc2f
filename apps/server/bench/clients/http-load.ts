/** Asks for paths again and again on lasting connections and prints how long the answers took. */
import { connect, type Socket } from "node:net";
import { percentile } from "../percentile.ts";
import { taskOf } from "../child.ts";

export type HttpTask = {
  readonly host: string;
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Asked one after the other, from the beginning again at the end. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
};
export type HttpResult = {
  /** All, those before measuring began as well. */
  readonly asked: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  /** Of the last answer. */
  readonly bytes: number;
};

const warmUpMillis = 1000;

async function load(task: HttpTask): Promise<HttpResult> {
  const begins = performance.now() + warmUpMillis;
  const ends = begins + task.seconds * 1000;
  const samples: number[] = [];
  let turn = 0;
  let bytes = 0;
  const next = () => task.paths[turn++ % task.paths.length] ?? "/";
  await Promise.all(
    Array.from({ length: task.connections }, async () => {
      const connection = new Connection(task);
      while (performance.now() < ends) {
        const asked = performance.now();
        bytes = await connection.ask(next());
        if (asked >= begins) samples.push(performance.now() - asked);
      }
      connection.close();
    }),
  );
  return {
    asked: turn,
    perSecond: samples.length / task.seconds,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    bytes,
  };
}

/** As little HTTP/1.1 as it takes, so that the client costs little beside the server. */
class Connection {
  readonly #socket: Socket;
  readonly #head: string;
  #received: Buffer = Buffer.alloc(0);
  #answered: ((bytes: number) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  constructor({ host, port, headers }: HttpTask) {
    const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#head = ` HTTP/1.1\r\n${lines.join("")}\r\n`;
    this.#socket = connect({ host, port, noDelay: true });
    this.#socket.on("data", (chunk) => this.#take(Buffer.from(chunk)));
    this.#socket.on("error", (error) => this.#failed?.(error));
    this.#socket.on("close", () => this.#failed?.(new Error("The server closed the connection.")));
  }

  /** The length of the answer's body. Rejects unless the answer is 200. */
  async ask(path: string): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#answered = resolve;
    this.#failed = reject;
    this.#socket.write(`GET ${path}${this.#head}`);
    return promise;
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const head = this.#received.toString("latin1", 0, headEnd);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (!head.startsWith("HTTP/1.1 200") || Number.isNaN(length)) {
      this.#failed?.(new Error(`Unexpected answer: ${head.split("\r\n")[0]}`));
      return;
    }
    const end = headEnd + 4 + length;
    if (this.#received.length < end) return;
    this.#received = this.#received.subarray(end);
    this.#answered?.(length);
  }
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await load(taskOf<HttpTask>())));
}
