import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileStartupError, StartupError } from "../../startup-error.ts";
import { canEnter, findServiceUser, type ServiceUser } from "./service-user.ts";

/** Holds what belongs to the machine and not to one data folder: binaries and clusters of hidden folders. */
export const systemFolder = "/var/lib/kvit";

/** The folder of one embedded server: cluster, password, socket, log and lock. */
export type Home = {
  readonly folder: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly lockFile: string;
  /** Who PostgreSQL runs as; null for "as ourselves". */
  readonly user: ServiceUser | null;
};

const pointerName = "postgres-is-elsewhere.txt";

/**
 * Makes sure the data folder exists and can be written, and answers its real
 * path. A folder created by root is opened for its service user to pass through
 * (not to look into), so that the cluster can live inside it.
 */
export function prepareDataFolder(dataDir: string): string {
  try {
    mkdirSync(dirname(dataDir), { recursive: true, mode: 0o755 });
    const created = mkdirSync(dataDir, { recursive: true, mode: 0o700 }) !== undefined;
    if (!statSync(dataDir).isDirectory()) throw Object.assign(new Error("not a folder"), { code: "ENOTDIR" });
    if (created) openForPassing(dataDir, findServiceUser(dataDir));
    const probe = join(dataDir, `.write-test-${process.pid}`);
    writeFileSync(probe, "kvit");
    rmSync(probe);
    return realpathSync(dataDir);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw fileStartupError(error, "data folder", dataDir);
  }
}

/** Decides where the cluster of this data folder lives and creates that place (empty) when it is new. */
export function prepareHome(dataDir: string): Home {
  const inside = join(dataDir, "postgres");
  const pointer = join(dataDir, pointerName);
  const elsewhere = readPointer(pointer);
  const user = findServiceUser(join(elsewhere ?? inside, "cluster"));
  if (elsewhere !== null) return homeAt(elsewhere, user);
  if (user === null || canEnter(user, dataDir)) return homeAt(createFolder(inside, user), user);
  if (existsSync(join(inside, "cluster"))) {
    throw new StartupError(
      `The user PostgreSQL runs as may not enter ${dataDir} any more: give the folder back its mode (0710 or 0755).`,
    );
  }
  const folder = createFolder(freeSystemName(dataDir), user);
  writePointer(pointer, folder);
  return homeAt(folder, user);
}

function homeAt(folder: string, user: ServiceUser | null): Home {
  return {
    folder,
    cluster: join(folder, "cluster"),
    passwordFile: join(folder, "password"),
    logFile: join(folder, "postgres.log"),
    lockFile: join(folder, "kvit.lock"),
    user,
  };
}

/**
 * A private folder. The one made by root stays root's, and the service user may
 * only pass through it: it cannot plant links under the names root writes to.
 */
function createFolder(folder: string, user: ServiceUser | null): string {
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) openForPassing(folder, user);
    if (user === null) refuseForeignOwner(folder);
    return folder;
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw fileStartupError(error, "folder", folder);
  }
}

function refuseForeignOwner(folder: string): void {
  const uid = process.getuid?.();
  const owner = statSync(folder).uid;
  if (uid === undefined || owner === uid) return;
  throw new StartupError(
    `The database in ${folder} belongs to another user (uid ${owner}): start Kvit as root or as that user.`,
  );
}

function openForPassing(folder: string, user: ServiceUser | null): void {
  if (user === null) return;
  chownSync(folder, 0, user.gid);
  chmodSync(folder, 0o710);
}

function readPointer(pointer: string): string | null {
  if (!existsSync(pointer)) return null;
  const folder = readFileSync(pointer, "utf8").trim().split("\n").at(-1) ?? "";
  if (existsSync(folder)) return folder;
  throw new StartupError(
    `${pointer} says that the database is in ${folder}, but that folder does not exist.`,
  );
}

function writePointer(pointer: string, folder: string): void {
  const text = [
    "The user PostgreSQL runs as may not enter this data folder, so the database lives in the folder below.",
    "Back it up together with this one; while this line stands, Kvit looks for the database there.",
    folder,
    "",
  ].join("\n");
  writeFileSync(pointer, text, { mode: 0o600 });
}

/** Named after the data folder; a name left over from a data folder that is gone is never taken again. */
function freeSystemName(dataDir: string): string {
  const digest = createHash("sha256").update(dataDir).digest("hex").slice(0, 8);
  const readable = dataDir.replaceAll(/[^\w.]+/g, "-").slice(-60);
  const clusters = join(systemFolder, "clusters");
  mkdirSync(clusters, { recursive: true, mode: 0o755 });
  const name = `${readable.replace(/^-+/, "") || basename(dataDir)}-${digest}`;
  for (let attempt = 1; ; attempt += 1) {
    const folder = join(clusters, attempt === 1 ? name : `${name}-${attempt}`);
    if (!existsSync(folder)) return folder;
  }
}
