import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { platformPackage, prepareBinaries } from "./binaries.ts";
import { prepareDataFolder, prepareHome } from "./home.ts";

const scratch = mkdtempSync(join(tmpdir(), "kvit-binaries-"));
chmodSync(scratch, 0o755);
afterAll(() => rmSync(scratch, { recursive: true }));

/** The package as npm unpacks it: without any symbolic link. */
function unpackedPackage(name: string, mode: number): string {
  const copy = join(scratch, name, basename(platformPackage()));
  cpSync(platformPackage(), copy, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(join(copy, "native", "lib"), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) rmSync(join(entry.parentPath, entry.name));
  }
  chmodSync(join(scratch, name), mode);
  return copy;
}

describe("the PostgreSQL of the platform package", () => {
  const home = prepareHome(prepareDataFolder(join(scratch, "data")));

  it("runs in place once its library links are made", () => {
    const packageRoot = unpackedPackage("open", 0o755);
    const binaries = prepareBinaries(home, packageRoot);
    expect(binaries.postgres).toBe(join(packageRoot, "native", "bin", "postgres"));
    expect(binaries.version).toMatch(/^18\./);
    const links = readdirSync(join(packageRoot, "native", "lib")).map((name) =>
      join(packageRoot, "native", "lib", name),
    );
    expect(links.filter((path) => lstatSync(path).isSymbolicLink())).toHaveLength(14);
  });

  it.runIf(process.getuid?.() === 0)("is copied, once, to a place its user can reach", () => {
    const packageRoot = unpackedPackage("hidden", 0o700);
    const first = prepareBinaries(home, packageRoot);
    expect(first.postgres).toMatch(/^\/var\/lib\/kvit\/binaries\//);
    const copiedAt = lstatSync(first.postgres).ctimeMs;
    expect(prepareBinaries(home, packageRoot)).toStrictEqual(first);
    expect(lstatSync(first.postgres).ctimeMs).toBe(copiedAt);
    const asUser = spawnSync(first.initdb, ["--version"], { ...home.user, cwd: "/", encoding: "utf8" });
    expect(asUser.stdout).toContain(first.version);
  });
});
