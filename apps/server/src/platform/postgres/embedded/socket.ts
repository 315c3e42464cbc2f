import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Home } from "./home.ts";

/** Where the server listens: a folder of its own for the socket, or (on Windows) a loopback port. */
export type Endpoint = { readonly host: string; readonly port: number };

const socketPort = 5432;
const privatePrefix = "kvit-socket-";
/** sun_path of sockaddr_un: 108 bytes on Linux, 104 elsewhere, one of them for the final NUL. */
const longestSocketPath = process.platform === "linux" ? 107 : 103;

/** A socket folder that only the server's user (and root) can enter, in the home when its path is short enough. */
export async function prepareEndpoint(home: Home): Promise<Endpoint> {
  if (process.platform === "win32") return { host: "127.0.0.1", port: await freePort() };
  const inside = join(home.folder, "socket");
  if (fits(inside)) {
    mkdirSync(inside, { recursive: true, mode: 0o700 });
    return { host: own(inside, home), port: socketPort };
  }
  return { host: own(privateFolder(), home), port: socketPort };
}

/** Removes a private socket folder once its server is gone; one inside the home stays. */
export function dropEndpoint(endpoint: Endpoint): void {
  if (basename(endpoint.host).startsWith(privatePrefix))
    rmSync(endpoint.host, { recursive: true, force: true });
}

/** The folder again, should a cleaner of temporary files have taken it. */
export function restoreEndpoint(endpoint: Endpoint, home: Home): void {
  if (process.platform === "win32" || existsSync(endpoint.host)) return;
  // Not recursive: should somebody else have made the folder meanwhile, this throws and nothing is given to them.
  mkdirSync(endpoint.host, { mode: 0o700 });
  own(endpoint.host, home);
}

export function listenArguments(endpoint: Endpoint): Record<string, string> {
  if (process.platform === "win32") {
    return { listen_addresses: endpoint.host, port: String(endpoint.port), unix_socket_directories: "" };
  }
  return {
    listen_addresses: "",
    port: String(endpoint.port),
    unix_socket_directories: endpoint.host,
    unix_socket_permissions: "0700",
  };
}

function fits(folder: string): boolean {
  // A comma in unix_socket_directories separates two folders.
  const path = join(folder, `.s.PGSQL.${socketPort}.lock`);
  return Buffer.byteLength(path) <= longestSocketPath && !folder.includes(",") && !folder.includes('"');
}

function privateFolder(): string {
  const candidates = [tmpdir(), "/tmp"];
  const parent = candidates.find((folder) => fits(join(folder, `${privatePrefix}XXXXXX`))) ?? "/tmp";
  return mkdtempSync(join(parent, privatePrefix));
}

function own(folder: string, home: Home): string {
  chmodSync(folder, 0o700);
  if (home.user !== null) chownSync(folder, home.user.uid, home.user.gid);
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (address === null || typeof address === "string") throw new Error("A loopback port has no number.");
  return address.port;
}
