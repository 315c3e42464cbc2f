import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { fileStartupError, listenStartupError } from "./startup-error.ts";

const systemError = (code: string): Error => Object.assign(new Error(`${code}: it went wrong`), { code });

async function listen(
  port: number,
  host: string,
): Promise<{ error: unknown; port: number; close: () => void }> {
  const server = createServer();
  const error = await new Promise<unknown>((resolve) => {
    server.once("error", resolve);
    server.listen(port, host, () => resolve(null));
  });
  const address = server.address();
  return { error, port: typeof address === "object" ? (address?.port ?? 0) : 0, close: () => server.close() };
}

describe("the sentence for a start that failed", () => {
  it("names the port in use and the variable that chooses it", async () => {
    const first = await listen(0, "127.0.0.1");
    const { error } = await listen(first.port, "127.0.0.1");
    first.close();
    const address = { host: "127.0.0.1", port: first.port };
    expect(listenStartupError(error, address, "KVIT_HTTP_PORT").message).toBe(
      `Port ${first.port} on 127.0.0.1 is in use by another program: stop it or set KVIT_HTTP_PORT.`,
    );
  });

  it("names an address that this machine does not have", async () => {
    const { error } = await listen(0, "192.0.2.1");
    expect(listenStartupError(error, { host: "192.0.2.1", port: 8600 }, "KVIT_HTTP_PORT").message).toBe(
      "This machine has no address 192.0.2.1 to listen on: correct KVIT_HOST.",
    );
  });

  it.each([
    ["ENOSPC", "The disk that holds /srv is full: free some space and start again."],
    ["EDQUOT", "The disk that holds /srv is full: free some space and start again."],
    ["EROFS", "The data folder /srv is not writable for this user: change its owner or its mode."],
    ["ENOTDIR", "The data folder /srv is not a folder: move the file away or choose another place."],
    ["EIO", "The data folder /srv cannot be used: EIO: it went wrong."],
  ])("explains %s", (code, sentence) => {
    expect(fileStartupError(systemError(code), "data folder", "/srv").message).toBe(sentence);
  });
});
