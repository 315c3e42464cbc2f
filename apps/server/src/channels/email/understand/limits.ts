import type { Limits } from "./parsed-mail.ts";

/**
 * Generous for people, tight for bombs. `htmlDepth` stays below the 512 levels
 * at which browsers themselves stop nesting.
 */
export const defaultLimits: Limits = {
  rawBytes: 50 * 1024 * 1024,
  headerBytes: 512 * 1024,
  lines: 200_000,
  mimeDepth: 100,
  parts: 1000,
  recipients: 1000,
  htmlChars: 1_000_000,
  htmlDepth: 400,
  textChars: 2_000_000,
};

/** Thrown inside the worker when a hard limit is passed; becomes the outcome `over-limit`. */
export class OverLimit extends Error {
  constructor(limit: keyof Limits, found: number | string, allowed: number) {
    super(`over-limit:${limit} ${found} > ${allowed}`);
    this.name = "OverLimit";
  }
}
