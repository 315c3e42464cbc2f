import { describe, expect, it } from "vitest";
import { createTerminal } from "./terminal.ts";

function screens(isTTY: boolean) {
  const written = { out: "", err: "" };
  let now = 0;
  const terminal = createTerminal(
    { write: (text) => (written.out += text) },
    { isTTY, write: (text) => (written.err += text) },
    () => now,
  );
  return { terminal, written, pass: (millis: number) => (now += millis) };
}

describe("a terminal", () => {
  it("keeps what was asked for apart from what is said to the person", () => {
    const { terminal, written } = screens(false);
    terminal.answer("key");
    terminal.say("made");
    expect(written).toEqual({ out: "key\n", err: "made\n" });
  });

  it("rewrites one line where somebody looks on, ten times a second at most", () => {
    const { terminal, written, pass } = screens(true);
    const progress = terminal.progress();
    progress.update("1 %");
    progress.update("2 %");
    pass(100);
    progress.update("3 %");
    progress.end();
    expect(written.err).toBe("\r\u001B[2K1 %\r\u001B[2K3 %\r\u001B[2K");
  });

  it("writes a line each five seconds where lines are collected", () => {
    const { terminal, written, pass } = screens(false);
    const progress = terminal.progress();
    progress.update("1 %");
    pass(5000);
    progress.update("40 %");
    pass(4999);
    progress.update("80 %");
    progress.end();
    expect(written.err).toBe("40 %\n");
  });
});
