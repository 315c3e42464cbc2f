#!/usr/bin/env node
/**
 * Checks a ticket's history that was exported by Kvit. Needs Node 20 or newer,
 * no desk and no network.
 *
 *   node kvit-check.mjs kvit-4821.json [--fingerprint <sha256>]
 *
 * Ends with 0 when all is as it was written, 1 when not, 2 when it was called wrongly.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { checkHistoryFile } from "@kvit/domain/proof";
import { isSigned } from "../ed25519.ts";
import { reportLines } from "./report-lines.ts";

const usage = "node kvit-check.mjs kvit-4821.json [--fingerprint <64 hexadecimal digits>]";

type Asked = { readonly path: string; readonly fingerprint?: string };

function readArguments(args: readonly string[]): Asked | null {
  const [path, option, fingerprint, ...rest] = args;
  if (path === undefined || path.startsWith("-") || rest.length > 0) return null;
  if (option === undefined) return { path };
  const isPrint = fingerprint !== undefined && /^[0-9a-f]{64}$/i.test(fingerprint);
  return option === "--fingerprint" && isPrint ? { path, fingerprint: fingerprint.toLowerCase() } : null;
}

function readJson(path: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    const text = readFileSync(path, "utf8");
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function run(args: readonly string[]): number {
  const asked = readArguments(args);
  if (asked === null) {
    console.error(usage);
    return 2;
  }
  const read = readJson(asked.path);
  if ("fault" in read) {
    console.error(`${asked.path} cannot be read: ${read.fault}`);
    return 1;
  }
  const digest = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
  const report = checkHistoryFile(read.value, { digest, isSigned }, asked.fingerprint);
  for (const line of reportLines(report, asked.fingerprint !== undefined)) console.log(line);
  return report.problems.length === 0 ? 0 : 1;
}

process.exitCode = run(process.argv.slice(2));
