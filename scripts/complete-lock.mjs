#!/usr/bin/env node
/**
 * Completes package-lock.json with the optional packages of other platforms.
 * npm leaves out those that its registry could not answer for at the time, and
 * then `npm ci` refuses the lock file everywhere. Their versions are exact in
 * the package that wants them and their platform is in their name; only the
 * digest stays unknown. With `--check` it writes nothing and fails instead.
 * Run it after every change of dependencies.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, say } from "./bootstrap.mjs";

const systems = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const processors = [
  "arm",
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];

/** Adds what is missing to `packages` (the map of the lock file) and answers the paths added. */
export function completeLock(packages) {
  const added = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, path, name)) continue;
      const platform = platformOf(name);
      if (platform === null) continue;
      packages[`node_modules/${name}`] = entryOf(version, platform, entry.dev === true);
      added.push(name);
    }
  }
  return added;
}

/** With its keys in the order npm writes them. */
function entryOf(version, { cpu, libc, os }, isDev) {
  const dev = isDev ? { dev: true } : {};
  return {
    version,
    cpu: [cpu],
    ...dev,
    ...(libc === null ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
  };
}

/** Looks where Node would: beside the package that asks, then upwards. */
function isLocked(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("node_modules/") - 1, 0))) {
    if (packages[join(folder, "node_modules", name)] !== undefined) return true;
    if (folder === "") return false;
  }
}

/** `@oxlint/binding-linux-arm64-musl` → linux, arm64, musl; null when the name tells no platform. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  if (os === undefined || cpu === undefined) return null;
  const isMusl = words.some((word) => word.startsWith("musl"));
  return { cpu, os, libc: isMusl ? "musl" : words.includes("gnu") ? "glibc" : null };
}

function sortedByKey(packages) {
  return Object.fromEntries(
    Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, "en")),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const added = completeLock(lock.packages);
  if (process.argv.includes("--check")) {
    if (added.length > 0) {
      say(`package-lock.json lacks ${added.join(", ")}: run node scripts/complete-lock.mjs.`);
      process.exitCode = 1;
    }
  } else if (added.length > 0) {
    writeFileSync(file, `${JSON.stringify({ ...lock, packages: sortedByKey(lock.packages) }, null, 2)}\n`);
    say(`Added ${added.length} packages of other platforms.`);
  }
}
