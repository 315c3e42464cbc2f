import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiskBlobStore, type BlobStore } from "./blob-store.ts";

let folder: string;
let blobs: BlobStore;
const bytes = Buffer.from("raw mail");
const hourMillis = 3_600_000;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kvit-blobs-"));
  blobs = createDiskBlobStore(folder);
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
/** As if it had been put two days ago. */
async function putLongAgo(): Promise<string> {
  const sha256 = await blobs.put(bytes);
  const then = Date.now() / 1000 - 2 * 86_400;
  await utimes(place(sha256), then, then);
  return sha256;
}
const aDayAgo = () => Date.now() - 24 * hourMillis;

describe("clearing out files", () => {
  it("removes one that was put long ago, and finds it by its part", async () => {
    const sha256 = await putLongAgo();
    const part = Number.parseInt(sha256.slice(0, 2), 16);
    expect(await blobs.putBefore(part, aDayAgo())).toEqual([sha256]);
    expect(await blobs.putBefore((part + 1) % 256, aDayAgo())).toEqual([]);
    expect(blobs.discard(sha256, aDayAgo())).toBe(true);
    expect(await blobs.has(sha256)).toBe(false);
    expect(blobs.discard(sha256, aDayAgo())).toBe(false);
  });

  it("leaves one that was put again after it was found, as a mail's row may be about to name it", async () => {
    const sha256 = await putLongAgo();
    const before = aDayAgo();
    const found = await blobs.putBefore(Number.parseInt(sha256.slice(0, 2), 16), before);
    await blobs.put(bytes);
    expect(found.map((each) => blobs.discard(each, before))).toEqual([false]);
    expect(await blobs.get(sha256)).toEqual(bytes);
  });

  it("never loses what is put while it is cleared out, whoever is faster", async () => {
    for (let round = 0; round < 50; round += 1) {
      const sha256 = await putLongAgo();
      const put = blobs.put(bytes);
      blobs.discard(sha256, aDayAgo());
      await put;
      expect(await blobs.get(sha256)).toEqual(bytes);
    }
  });

  it("reads a file that a process left aside as it died, and puts it back", async () => {
    const sha256 = await putLongAgo();
    const then = Date.now() / 1000 - 2 * 86_400;
    const aside = join(folder, "incoming", `${sha256}.leaving`);
    await writeFile(aside, bytes);
    await utimes(aside, then, then);
    await rm(place(sha256));
    const half = join(folder, "incoming", "half-written");
    await writeFile(half, "ra");
    await utimes(half, then, then);
    expect(await blobs.get(sha256)).toEqual(bytes);
    await blobs.tidy(aDayAgo());
    expect(await blobs.has(sha256)).toBe(true);
    await expect(writeFile(half, "x", { flag: "r+" })).rejects.toThrow("ENOENT");
  });
});
