import {
  closeSync,
  createReadStream,
  fsync,
  openSync,
  renameSync,
  statSync,
  utimesSync,
  write,
  writeSync,
} from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { randomUUID } from "node:crypto";
import { sha256HexOfBytes } from "../digest.ts";
import { createClearOut, type ClearOut } from "./clear-out.ts";

/**
 * Keeps bytes under the SHA-256 of their content, so that the same file is
 * stored once and a changed byte is found out on reading. A put is durable
 * when its promise resolves: the file and the folder's entry are both synced,
 * which lets a database row that names the hash be committed right after.
 */
export type BlobStore = ClearOut & {
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
  const aside = (sha256: string) => join(incoming, `${sha256}.leaving`);
  const known = new Set<string>();

  async function ready(path: string): Promise<void> {
    if (known.has(path)) return;
    await mkdir(path, { recursive: true, mode: 0o700 });
    known.add(path);
  }

  async function has(sha256: string): Promise<boolean> {
    return statSync(place(sha256), { throwIfNoEntry: false })?.isFile() === true;
  }

  async function put(bytes: Uint8Array): Promise<string> {
    const sha256 = sha256HexOfBytes(bytes);
    const home = join(folder, sha256.slice(0, 2));
    // A file that is there may have come a moment ago, its entry not synced yet.
    if (touch(place(sha256))) return syncFolder(home).then(() => sha256);
    await ready(incoming);
    await ready(home);
    const temporary = join(incoming, randomUUID());
    await withFile({ path: temporary, flags: "wx" }, async (file) => {
      await writeAll(file, bytes);
      await sync(file);
    });
    renameSync(temporary, place(sha256));
    await syncFolder(home);
    return sha256;
  }

  async function get(sha256: string): Promise<Buffer> {
    const bytes = await readFile(place(sha256))
      // where it lies for the blink of an eye while it is looked at, and after a process that died in that blink
      .catch(async () => readFile(aside(sha256)))
      .catch(() => {
        throw new BlobDamaged(sha256, "is missing");
      });
    if (sha256HexOfBytes(bytes) !== sha256) throw new BlobDamaged(sha256, "was changed on disk");
    return bytes;
  }

  return {
    put,
    get,
    has,
    ...createClearOut({ folder, incoming, place, aside }),
    stream: (sha256) => createReadStream(place(sha256)),
    remove: (sha256) => rm(place(sha256), { force: true }),
  };
}

/** Marks a file as put just now; false when there is none. */
function touch(path: string): boolean {
  const now = Date.now() / 1000;
  try {
    utimesSync(path, now, now);
    return true;
  } catch {
    return false;
  }
}

async function syncFolder(path: string): Promise<void> {
  await withFile({ path, flags: "r" }, sync);
}

const sync = promisify(fsync);
const writeBytes = promisify(write);
/** So much goes to the system's memory at once. */
const smallBytes = 64 * 1024;

async function writeAll(file: number, bytes: Uint8Array): Promise<void> {
  const small = bytes.length <= smallBytes;
  for (let at = 0; at < bytes.length;)
    at += small ? writeSync(file, bytes, at) : (await writeBytes(file, bytes, at)).bytesWritten;
}

/**
 * Opening, closing, renaming and small writes take microseconds; handing them
 * to another thread takes longer. What waits for the disk itself does not run here.
 */
async function withFile(
  { path, flags }: { readonly path: string; readonly flags: string },
  work: (file: number) => Promise<void>,
): Promise<void> {
  const file = openSync(path, flags, 0o600);
  try {
    await work(file);
  } finally {
    closeSync(file);
  }
}
