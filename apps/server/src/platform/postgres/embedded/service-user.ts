import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { StartupError } from "../../startup-error.ts";

/** The user PostgreSQL runs as when Kvit itself is root. */
export type ServiceUser = { readonly uid: number; readonly gid: number };

/**
 * PostgreSQL refuses to run as root, and initdb wants an entry in the password
 * database. Answers null when we are an ordinary user (or on Windows): then
 * PostgreSQL runs as ourselves. A cluster that exists already keeps its owner.
 */
export function findServiceUser(cluster: string): ServiceUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(cluster);
  if (owner !== null && owner.uid !== 0) return owner;
  const user = lookUp("postgres") ?? lookUp("nobody");
  if (user !== null) return user;
  throw new StartupError(
    "PostgreSQL may not run as root and there is no user postgres or nobody: start Kvit as an ordinary user.",
  );
}

/** Whether `user` can enter the folder through all its parents (as root one cannot tell by looking). */
export function canEnter(user: ServiceUser, folder: string): boolean {
  const child = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...user, cwd: "/", stdio: "ignore" });
  return child.status === 0;
}

function ownerOf(path: string): ServiceUser | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? null : { uid: stat.uid, gid: stat.gid };
}

function lookUp(name: string): ServiceUser | null {
  const uid = idOf("-u", name);
  const gid = idOf("-g", name);
  return uid === null || gid === null || uid === 0 ? null : { uid, gid };
}

function idOf(kind: "-u" | "-g", name: string): number | null {
  const child = spawnSync("id", [kind, name], { encoding: "utf8" });
  const id = Number.parseInt(child.stdout, 10);
  return child.status === 0 && Number.isSafeInteger(id) ? id : null;
}
