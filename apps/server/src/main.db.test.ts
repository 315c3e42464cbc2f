import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "kvit-main-"));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ports = { KVIT_HTTP_PORT: "0", KVIT_SMTP_PORT: "0" };

/** The server as a process of its own, as people start it. */
function startProcess(dataDir: string, more: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { PATH: process.env["PATH"], ...ports, KVIT_DATA_DIR: dataDir, ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaint = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(child, "close").then(([code]: unknown[]) => ({ code, output, complaint }));
  const ready = async (): Promise<void> =>
    expect.poll(() => output, { timeout: 60_000 }).toContain("Kvit is ready");
  return { child, ended, ready };
}

async function takePort(): Promise<{ readonly port: string; readonly close: () => void }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: String(typeof address === "object" ? address?.port : ""),
    close: () => void server.close(),
  };
}

describe("a start with a port that another program has", () => {
  it.each(["KVIT_HTTP_PORT", "KVIT_SMTP_PORT", "KVIT_LMTP_PORT"])(
    "ends with one sentence that names %s, and has started nothing",
    async (setting) => {
      const taken = await takePort();
      const { ended } = startProcess(join(folder, "never"), { [setting]: taken.port });
      expect(await ended).toStrictEqual({
        code: 1,
        output: "",
        complaint: `Port ${taken.port} on 127.0.0.1 is in use by another program: stop it or set ${setting}.\n`,
      });
      taken.close();
    },
  );
});

describe("a normal start and stop", () => {
  it("print the greeting and nothing else; a second start meanwhile says that Kvit is running", async () => {
    const dataDir = join(folder, "data");
    const taken = await takePort();
    const first = startProcess(dataDir);
    await first.ready();
    const second = await startProcess(dataDir, { KVIT_HTTP_PORT: taken.port }).ended;
    taken.close();
    expect(second.complaint).toMatch(/^Another Kvit \(process \d+\) is using the data in .*\n$/);
    first.child.kill("SIGTERM");
    const { code, output, complaint } = await first.ended;
    expect({ code, complaint }).toStrictEqual({ code: 0, complaint: "" });
    const lines = output.split("\n").filter((line) => line !== "");
    expect(lines).toHaveLength(5);
    expect(lines.filter((line) => line.startsWith("{"))).toStrictEqual([]);
  });
});
