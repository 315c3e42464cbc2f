import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** The ways by which files leave the store. Instants are milliseconds since the epoch, as the file system has them. */
export type ClearOut = {
  /** Which files lie in one of the 256 parts of the store and were last put before an instant. */
  readonly putBefore: (part: number, before: number) => Promise<readonly string[]>;
  /**
   * Removes a file unless somebody has put it again since `before`; answers
   * whether it is gone. A put that comes at any moment meanwhile, also from
   * another process, keeps it or writes it anew.
   */
  readonly discard: (sha256: string, before: number) => boolean;
  /** Clears up what processes that died before an instant left half done. */
  readonly tidy: (before: number) => Promise<void>;
};

type Places = {
  readonly folder: string;
  readonly incoming: string;
  readonly place: (sha256: string) => string;
  /** Where a file lies while it is looked at. */
  readonly aside: (sha256: string) => string;
};

export function createClearOut({ folder, incoming, place, aside }: Places): ClearOut {
  /** Taken away first and looked at then, so that a put before finds it touched and a put after finds none. */
  function discard(sha256: string, before: number): boolean {
    const leaving = aside(sha256);
    mkdirSync(incoming, { recursive: true, mode: 0o700 });
    if (!moved(place(sha256), leaving)) return false;
    if (statSync(leaving).mtimeMs < before) {
      rmSync(leaving, { force: true });
      return true;
    }
    renameSync(leaving, place(sha256));
    return false;
  }

  async function tidy(before: number): Promise<void> {
    for (const name of await readdir(incoming).catch(() => [])) {
      const path = join(incoming, name);
      const known = await stat(path).catch(() => null);
      if (known === null || known.mtimeMs >= before) continue;
      const [sha256, ending] = name.split(".");
      if (ending === undefined || sha256 === undefined) await rm(path, { force: true });
      else moved(path, place(sha256));
    }
  }

  async function putBefore(part: number, before: number): Promise<readonly string[]> {
    const home = join(folder, part.toString(16).padStart(2, "0"));
    const found: string[] = [];
    for (const name of await readdir(home).catch(() => [])) {
      const known = await stat(join(home, name)).catch(() => null);
      if (known?.isFile() === true && known.mtimeMs < before) found.push(name);
    }
    return found;
  }

  return { discard, tidy, putBefore };
}

/** False when there is nothing to move. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
