import { hash, randomBytes } from "node:crypto";

/** 256 random bits in 43 characters that need no escaping in a link or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a token. It is random, so one round of SHA-256 cannot be turned back. */
export function tokenHash(token: string): Buffer {
  return hash("sha256", token, "buffer");
}
