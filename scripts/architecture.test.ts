import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const skipped = new Set(["node_modules", "dist", "generated", "data", ".git", "coverage"]);

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

type Source = { readonly path: string; readonly text: string; readonly imports: readonly string[] };

const sources: Source[] = [...filesBelow("packages"), ...filesBelow("apps")].map((path) => {
  const text = readFileSync(join(root, path), "utf8");
  return {
    path,
    text,
    imports: [...text.matchAll(/(?:from|import)\s+"([^"]+)"/g)].map((match) => match[1] ?? ""),
  };
});

const isTest = (path: string): boolean => /\.test\.tsx?$|\.e2e\.ts$|\/test\/|\/bench\/|\/soak\//.test(path);
const production = sources.filter((source) => !isTest(source.path));

/** Every file of `where` that imports what `what` matches, as "file → import". */
function offences(where: RegExp, what: RegExp): string[] {
  return production
    .filter((source) => where.test(source.path))
    .flatMap((source) =>
      source.imports
        .filter((each) => what.test(resolved(source.path, each)))
        .map((each) => `${source.path} → ${each}`),
    );
}

function resolved(from: string, specifier: string): string {
  return specifier.startsWith(".") ? relative(root, join(root, from, "..", specifier)) : specifier;
}

describe("the house", () => {
  it("was seen whole by these checks", () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(1000);
  });

  it("the domain imports nothing but itself, and has neither clock nor chance", () => {
    expect(offences(/^packages\/domain\/src\//, /^(?!packages\/domain\/)/)).toEqual([]);
    const impure = production.filter(
      (source) =>
        source.path.startsWith("packages/domain/") &&
        /\bDate\.now\(|new Date\(\)|Math\.random\(|Temporal\.Now|performance\./.test(source.text),
    );
    expect(impure.map((source) => source.path)).toEqual([]);
  });

  it("packages know no app, and the web app no server", () => {
    expect(offences(/^packages\//, /^apps\//)).toEqual([]);
    expect(
      offences(/^apps\/web\//, /^apps\/server\/|^node:/).filter(
        (each) => !/(vite\.config|-plugin|\.css)/.test(each),
      ),
    ).toEqual([]);
  });

  it("the web app takes schemas as types only, so that no schema library is shipped", () => {
    const values = production.filter(
      (source) =>
        source.path.startsWith("apps/web/src/") &&
        /import (?!type)[^;]*from "@kvit\/contract/.test(source.text),
    );
    expect(values.map((source) => source.path)).toEqual([]);
  });

  it("the platform knows no feature, except what an HTTP server must ask of rights", () => {
    const features = /^apps\/server\/src\/(?!platform\/|config\.ts|people\/rights\.ts)/;
    expect(offences(/^apps\/server\/src\/platform\//, features)).toEqual([]);
  });

  it("routes contain no SQL: it stands in *.queries.ts", () => {
    expect(offences(/\.routes\.ts$/, /^kysely/)).toEqual([]);
  });

  it("only one file reads the environment", () => {
    const readers = production.filter(
      (source) => source.path.startsWith("apps/server/src/") && /process\.env/.test(source.text),
    );
    expect(readers.map((source) => source.path)).toEqual(["apps/server/src/config.ts"]);
  });

  it("tickets know no channel; channels know tickets", () => {
    expect(
      offences(
        /^apps\/server\/src\/tickets\//,
        /^apps\/server\/src\/(channels|customers|agent-app|sign-in)\//,
      ),
    ).toEqual([]);
  });

  it("nobody imports the composition root but the entry points", () => {
    const importers = offences(/^apps\/server\/src\//, /^apps\/server\/src\/server\.ts$/).map(
      (each) => each.split(" →")[0],
    );
    expect(
      importers.filter((path) => !/\/(main|kvit)\.ts$|\/cli\/|\/command-line\//.test(path ?? "")),
    ).toEqual([]);
  });

  it("no switch asks which channel a ticket came by", () => {
    const naming = production.filter(
      (source) =>
        /apps\/server\/src\/(tickets|agent-app)\//.test(source.path) &&
        /channel === "email"/.test(source.text),
    );
    expect(naming.map((source) => source.path)).toEqual([]);
  });
});
