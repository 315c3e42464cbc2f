import { createHmac, timingSafeEqual } from "node:crypto";
import type { CookieSerializeOptions } from "@fastify/cookie";
import { newToken } from "../token.ts";

type Kind = "session" | "challenge" | "device";

/** Names and attributes of our cookies. Behind https they are bound to this very host. */
export type Cookies = {
  readonly nameOf: (kind: Kind) => string;
  readonly options: (maxAgeMicros: number) => CookieSerializeOptions;
};

export function createCookies(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith("https:");
  const prefix = secure ? "__Host-kvit" : "kvit";
  return {
    nameOf: (kind) => `${prefix}_${kind}`,
    options: (maxAgeMicros) => ({
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure,
      maxAge: Math.floor(maxAgeMicros / 1_000_000),
    }),
  };
}

/** One cookie out of a Cookie header without making an object of all of them. Ours need no decoding. */
export function readCookie(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** A device that has signed in to an account carries a mark for it, which proves nothing but that. */
export function markDevice(key: Uint8Array, agentId: number): string {
  const mark = newToken();
  return `${mark}.${macOf(key, mark, agentId)}`;
}

/** The device's own mark when the cookie was made for this agent; null otherwise. */
export function knownDevice(key: Uint8Array, cookie: string | null, agentId: number): string | null {
  const [mark, mac, ...rest] = (cookie ?? "").split(".");
  if (mark === undefined || mac === undefined || rest.length > 0) return null;
  const expected = Buffer.from(macOf(key, mark, agentId));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected) ? mark : null;
}

function macOf(key: Uint8Array, mark: string, agentId: number): string {
  return createHmac("sha256", key).update(`device ${agentId} ${mark}`).digest("base64url");
}
