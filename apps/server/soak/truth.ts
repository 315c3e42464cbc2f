import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

/** What was handed over, written to disk before it was: the measure of what must be there in the end. */
export type Truth = {
  readonly file: string;
  readonly write: (raw: Buffer, door: "smtp" | "imap") => void;
  /** SHA-256 of every mail. */
  readonly hashes: ReadonlySet<string>;
  readonly close: () => void;
};

export function openTruth(file: string): Truth {
  const handle = openSync(file, "ax");
  const hashes = new Set<string>();
  return {
    file,
    hashes,
    write(raw, door) {
      const sha256 = createHash("sha256").update(raw).digest("hex");
      writeSync(handle, `${JSON.stringify({ sha256, door, size: raw.length })}\n`);
      fsyncSync(handle);
      hashes.add(sha256);
    },
    close: () => closeSync(handle),
  };
}
