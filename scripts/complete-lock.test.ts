import { describe, expect, it } from "vitest";
import { completeLock } from "./complete-lock.mjs";

const locked = () => ({
  "node_modules/tool": {
    version: "1.0.0",
    dev: true,
    optionalDependencies: {
      "@tool/binding-linux-x64-gnu": "1.0.0",
      "@tool/binding-linux-arm64-musl": "1.0.0",
      "@tool/binding-darwin-arm64": "1.0.0",
      "tool-nice-to-have": "2.0.0",
    },
  },
  "node_modules/@tool/binding-linux-x64-gnu": { version: "1.0.0", integrity: "sha512-x" },
});

describe("completing the lock file", () => {
  it("adds the packages of other platforms and leaves the rest alone", () => {
    const packages = locked();
    expect(completeLock(packages)).toStrictEqual([
      "@tool/binding-linux-arm64-musl",
      "@tool/binding-darwin-arm64",
    ]);
    expect(packages).toStrictEqual({
      ...locked(),
      "node_modules/@tool/binding-linux-arm64-musl": {
        version: "1.0.0",
        cpu: ["arm64"],
        dev: true,
        libc: ["musl"],
        optional: true,
        os: ["linux"],
      },
      "node_modules/@tool/binding-darwin-arm64": {
        version: "1.0.0",
        cpu: ["arm64"],
        dev: true,
        optional: true,
        os: ["darwin"],
      },
    });
  });

  it("changes nothing the second time", () => {
    const packages = locked();
    completeLock(packages);
    expect(completeLock(packages)).toStrictEqual([]);
  });
});
