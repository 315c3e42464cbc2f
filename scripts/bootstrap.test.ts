import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  buildWeb,
  chooseNode,
  installedMatchesLock,
  installKey,
  prepare,
  readStamp,
  webKey,
} from "./bootstrap.mjs";

const scratch = mkdtempSync(join(tmpdir(), "kvit-bootstrap-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const nodePackage =
  chooseNode(join(import.meta.dirname, ".."))
    .split("/")
    .at(-3) ?? "";
let folders = 0;
let folder = "";

function write(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  chmodSync(join(folder, path), mode);
}

const lockOf = (version: string): string =>
  JSON.stringify({
    packages: {
      "": {},
      "packages/domain": {},
      "node_modules/@kvit/domain": { link: true },
      "node_modules/left": { version },
      "node_modules/right-for-windows": { version: "1.0.0", optional: true },
    },
  });

/** A checkout whose packages npm has installed: as npm leaves it, without our stamp. */
beforeEach(() => {
  folder = join(scratch, String((folders += 1)));
  write("package-lock.json", lockOf("1.0.0"));
  write(
    "node_modules/.package-lock.json",
    JSON.stringify({ packages: { "node_modules/left": { version: "1.0.0" } } }),
  );
  write("node_modules/left/package.json", "{}");
  write(`node_modules/${nodePackage}/bin/node`, "#!/bin/sh\necho v26.10.0\n", 0o755);
});

describe("preparing a checkout", () => {
  it("takes packages that npm installed by hand as they are, and remembers it", () => {
    const node = prepare(folder);
    expect(node).toBe(join(folder, "node_modules", nodePackage, "bin", "node"));
    expect(readStamp(folder)).toStrictEqual({ key: installKey(folder), node });
  });

  it("looks no further when the stamp fits the lock file", () => {
    const node = prepare(folder);
    rmSync(join(folder, "node_modules", "left"), { recursive: true });
    expect(prepare(folder)).toBe(node);
  });

  it("installs again when the lock file has changed", () => {
    prepare(folder);
    write("package-lock.json", lockOf("2.0.0"));
    const npm = { npm_execpath: join(folder, "fake-npm-cli.js") };
    write(
      "fake-npm-cli.js",
      `require("node:fs").writeFileSync("npm-was-asked", process.argv.slice(2).join(" "));`,
    );
    const code = `import("${join(import.meta.dirname, "bootstrap.mjs")}").then(({ prepare }) => prepare("${folder}"))`;
    const child = spawnSync(process.execPath, ["-e", code], {
      cwd: folder,
      env: { ...process.env, ...npm },
      encoding: "utf8",
    });
    expect(child.status).toBe(0);
    expect(child.stdout).toBe("");
    expect(readFileSync(join(folder, "npm-was-asked"), "utf8")).toMatch(/^ci .*--include=dev/);
    expect(readStamp(folder)?.key).toBe(installKey(folder));
  });

  it("makes npx kvit find the command line", () => {
    prepare(folder);
    write("scripts/kvit.mjs", "// here");
    expect(readFileSync(join(folder, "node_modules/.bin/kvit"), "utf8")).toBe("// here");
  });
});

describe("packages installed by hand", () => {
  it("are accepted without those of other platforms", () => {
    expect(installedMatchesLock(folder)).toBe(true);
  });

  it.each([
    ["in another version", () => write("package-lock.json", lockOf("1.0.1"))],
    ["and deleted again", () => rmSync(join(folder, "node_modules/left"), { recursive: true })],
    ["not by npm", () => rmSync(join(folder, "node_modules/.package-lock.json"))],
    ["on another platform", () => rmSync(join(folder, "node_modules", nodePackage), { recursive: true })],
  ])("%s are not accepted", (_, change) => {
    change();
    expect(installedMatchesLock(folder)).toBe(false);
  });
});

describe("a command run in this very process", () => {
  it("keeps its compiled modules from one start to the next", () => {
    write("entry.mjs", `console.log((await import("node:module")).default.getCompileCacheDir());`);
    const bootstrap = join(import.meta.dirname, "bootstrap.mjs");
    const code = `import("${bootstrap}").then(({ run }) => run("node", "${join(folder, "entry.mjs")}", []))`;
    const { NODE_COMPILE_CACHE: _, ...env } = process.env;
    const child = spawnSync(process.execPath, ["-e", code], { env, encoding: "utf8" });
    expect(child.stdout).toContain(join("node_modules", ".cache", "kvit-compiled"));
  });
});

describe("the Node to run with", () => {
  it("is the system's where the pinned one does not run, and the pinned one no longer hides it", () => {
    write(`node_modules/${nodePackage}/bin/node`, "#!/bin/sh\nexit 127\n", 0o755);
    write("node_modules/.bin/node", "a link to the pinned one");
    expect(chooseNode(folder)).toBe(process.execPath);
    expect(existsSync(join(folder, "node_modules/.bin/node"))).toBe(false);
  });
});

describe("building the web app", () => {
  const counter = `require("node:fs").appendFileSync("builds", "x");`;
  const builds = (): number =>
    existsSync(join(folder, "apps/web/builds")) ? readFileSync(join(folder, "apps/web/builds")).length : 0;

  beforeEach(() => {
    write("apps/web/index.html", "<!doctype html>");
    write("apps/web/src/main.tsx", "1");
    write("packages/domain/src/index.ts", "1");
    write("node_modules/vite/bin/vite.js", counter);
    rmSync(join(folder, "apps/web/builds"), { force: true });
  });

  it("happens once for the same sources, however new their dates", () => {
    write("node_modules/vite/bin/vite.js", counter.replace("builds", "dist-builds"));
    buildWeb(process.execPath, folder);
    utimesSync(join(folder, "apps/web/src/main.tsx"), new Date(), new Date());
    rmSync(join(folder, "apps/web/dist-builds"));
    buildWeb(process.execPath, folder);
    expect(existsSync(join(folder, "apps/web/dist-builds"))).toBe(false);
  });

  it.each([
    "apps/web/src/main.tsx",
    "packages/domain/src/index.ts",
    "apps/web/src/new.css",
    "package-lock.json",
  ])("depends on %s", (path) => {
    const before = webKey(folder);
    write(path, "2");
    expect(webKey(folder)).not.toBe(before);
  });

  it.each(["apps/web/dist/app.js", "apps/web/src/queue.test.ts", "packages/domain/node_modules/x.js"])(
    "does not depend on %s",
    (path) => {
      const before = webKey(folder);
      write(path, "2");
      expect(webKey(folder)).toBe(before);
    },
  );

  it("is tried again after it failed", () => {
    write("node_modules/vite/bin/vite.js", "process.exitCode = 1;");
    expect(() => buildWeb(process.execPath, folder)).toThrow("The web app could not be built");
    write("node_modules/vite/bin/vite.js", counter);
    buildWeb(process.execPath, folder);
    expect(builds()).toBe(1);
  });
});
