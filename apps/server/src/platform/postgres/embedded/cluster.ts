import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diskFullError, fileStartupError, StartupError } from "../../startup-error.ts";
import type { Binaries } from "./binaries.ts";
import type { Home } from "./home.ts";

/** The superuser of an embedded cluster; Kvit itself works as the plain owner of its database. */
export const adminName = "kvit_admin";
const majorVersion = "18";

/** Makes the cluster when there is none and answers its password; a cluster that cannot be ours is refused. */
export function prepareCluster(home: Home, binaries: Binaries, durable: boolean): string {
  if (!existsSync(home.cluster)) createCluster(home, binaries, durable);
  refuseStrangeCluster(home);
  return readPassword(home);
}

/** Nothing of our own environment (it may hold secrets) reaches PostgreSQL; Windows programs need theirs. */
export function clusterEnvironment(): NodeJS.ProcessEnv | undefined {
  return process.platform === "win32" ? undefined : { LC_ALL: "C", TZ: "UTC" };
}

/**
 * initdb works in a draft folder that takes its final name at the end, so that
 * a cluster is either whole or absent after any interruption.
 */
function createCluster(home: Home, binaries: Binaries, durable: boolean): void {
  const draft = `${home.cluster}.new`;
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    if (home.user !== null) chownSync(draft, home.user.uid, home.user.gid);
    writePassword(home);
    runInitdb(home, binaries, [...initdbArguments(home, draft), ...(durable ? [] : ["--no-sync"])]);
    renameSync(draft, home.cluster);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw fileStartupError(error, "folder", home.folder);
  }
}

/** The builtin C.UTF-8 sorts alike everywhere and for ever, unlike the locales of an operating system. */
function initdbArguments(home: Home, folder: string): string[] {
  const access = ["-U", adminName, `--pwfile=${home.passwordFile}`, "--auth=scram-sha-256"];
  const locale = ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  return ["-D", folder, "--data-checksums", ...access, ...locale];
}

function runInitdb(home: Home, binaries: Binaries, args: string[]): void {
  const child = spawnSync(binaries.initdb, args, {
    ...home.user,
    cwd: process.platform === "win32" ? home.folder : "/",
    encoding: "utf8",
    env: clusterEnvironment(),
  });
  if (child.status === 0) return;
  const output = `${child.stdout}\n${child.stderr}`;
  if (/No space left on device|disk quota/i.test(output)) throw diskFullError(home.folder);
  const complaint = child.error?.message ?? /^initdb: error: (.*)$/m.exec(output)?.[1] ?? output.trim();
  throw new StartupError(`PostgreSQL could not create its cluster in ${home.folder}: ${complaint}.`);
}

function writePassword(home: Home): void {
  rmSync(home.passwordFile, { force: true });
  writeFileSync(home.passwordFile, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  if (home.user !== null) chownSync(home.passwordFile, home.user.uid, home.user.gid);
}

export function readPassword(home: Home): string {
  try {
    return readFileSync(home.passwordFile, "utf8").trim();
  } catch (error) {
    throw fileStartupError(error, "password file", home.passwordFile);
  }
}

function refuseStrangeCluster(home: Home): void {
  let version: string;
  try {
    version = readFileSync(join(home.cluster, "PG_VERSION"), "utf8").trim();
  } catch {
    throw new StartupError(
      `The database in ${home.cluster} is damaged (it has no readable PG_VERSION): restore the folder from a backup.`,
    );
  }
  if (version !== majorVersion) {
    throw new StartupError(
      `The database in ${home.cluster} was made by PostgreSQL ${version}, this Kvit brings ${majorVersion}: export it with the Kvit that made it.`,
    );
  }
  const missing = ["global", join("global", "pg_control")].find(
    (part) => !existsSync(join(home.cluster, part)),
  );
  if (missing === undefined) return;
  throw new StartupError(
    `The database in ${home.cluster} is damaged (it has no ${missing}): restore the folder from a backup.`,
  );
}
