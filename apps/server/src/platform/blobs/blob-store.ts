import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { randomUUID } from "node:crypto";
import { sha256HexOfBytes } from "../digest.ts";

/**
 * Keeps bytes under the SHA-256 of their content, so that the same file is
 * stored once and a changed byte is found out on reading. A put is durable
 * when its promise resolves: the file and the folder's entry are both synced,
 * which lets a database row that names the hash be committed right after.
 */
export type BlobStore = {
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** The bytes, checked against their name. Throws BlobDamaged when they differ or are missing. */
  readonly get: (sha256: string) => Promise<Buffer>;
  readonly stream: (sha256: string) => Readable;
  readonly has: (sha256: string) => Promise<boolean>;
  readonly remove: (sha256: string) => Promise<void>;
};

export class BlobDamaged extends Error {
  readonly sha256: string;
  constructor(sha256: string, why: string) {
    super(`The stored file ${sha256} ${why}.`);
    this.name = "BlobDamaged";
    this.sha256 = sha256;
  }
}

export function createDiskBlobStore(folder: string): BlobStore {
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const incoming = join(folder, "incoming");
  const known = new Set<string>();

  async function ready(path: string): Promise<void> {
    if (known.has(path)) return;
    await mkdir(path, { recursive: true, mode: 0o700 });
    known.add(path);
  }

  async function has(sha256: string): Promise<boolean> {
    return stat(place(sha256)).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  async function put(bytes: Uint8Array): Promise<string> {
    const sha256 = sha256HexOfBytes(bytes);
    if (await has(sha256)) return sha256;
    const home = join(folder, sha256.slice(0, 2));
    await ready(incoming);
    await ready(home);
    const temporary = join(incoming, randomUUID());
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, place(sha256));
    await syncFolder(home);
    return sha256;
  }

  async function get(sha256: string): Promise<Buffer> {
    const bytes = await readFile(place(sha256)).catch(() => {
      throw new BlobDamaged(sha256, "is missing");
    });
    if (sha256HexOfBytes(bytes) !== sha256) throw new BlobDamaged(sha256, "was changed on disk");
    return bytes;
  }

  return {
    put,
    get,
    has,
    stream: (sha256) => createReadStream(place(sha256)),
    remove: (sha256) => rm(place(sha256), { force: true }),
  };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
