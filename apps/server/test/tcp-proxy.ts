import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What becomes of bytes on their way: passed on, swallowed, or the connection is cut after the first `keep` of them. */
type Fate = "pass" | "swallow" | { readonly cutAfter: number };

/** A wire in the middle that can be cut, frozen and listened to. */
export type TcpProxy = {
  readonly port: number;
  /** Asked for each piece from the client, and from the server. */
  fromClient: (bytes: Buffer) => Fate;
  fromServer: (bytes: Buffer) => Fate;
  readonly cutAll: () => void;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
};

export async function createTcpProxy(target: {
  readonly port: number;
  readonly host?: string;
}): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((client) => {
    const upstream = connect({ port: target.port, host: target.host ?? "127.0.0.1" });
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
      pairs.delete(pair);
    };
    const carry = (to: Socket, fate: Fate, bytes: Buffer): void => {
      if (fate === "swallow") return;
      if (fate === "pass") {
        to.write(bytes);
        return;
      }
      to.end(bytes.subarray(0, fate.cutAfter), cut);
    };
    client.on("data", (bytes: Buffer) => carry(upstream, proxy.fromClient(bytes), bytes));
    upstream.on("data", (bytes: Buffer) => carry(client, proxy.fromServer(bytes), bytes));
    for (const socket of pair) {
      socket.on("error", cut);
      socket.on("close", cut);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    fromClient: () => "pass",
    fromServer: () => "pass",
    connections: () => pairs.size,
    cutAll() {
      for (const [client, upstream] of pairs) {
        client.destroy();
        upstream.destroy();
      }
      pairs.clear();
    },
    async close() {
      proxy.cutAll();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
  return proxy;
}
