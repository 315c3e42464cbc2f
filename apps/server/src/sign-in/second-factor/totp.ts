import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import makeQrCode from "qrcode-generator";
import type { Instant } from "@kvit/domain/kernel";
import { tokenHash } from "../token.ts";

const periodSeconds = 30;
/** Steps before and after the present one whose codes are taken: clocks differ, people are slow. */
const window = 1;

/** A new shared secret in base 32: 160 bits as RFC 4226 §4 advises. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: "Kvit",
    label,
    secret: Secret.fromBase32(secret),
    period: periodSeconds,
    digits: 6,
  });
}

/** What an authenticator app reads, and the same as an SVG picture. */
export function totpInvitation(secret: string, email: string): { uri: string; qr: string } {
  const uri = totpOf(secret, email).toString();
  const code = makeQrCode(0, "M");
  code.addData(uri);
  code.make();
  return { uri, qr: code.createSvgTag({ cellSize: 4, margin: 8, scalable: true }) };
}

/** The time step (RFC 6238 §4.2) this code belongs to; null when it belongs to none that counts now. */
export function stepOfCode(secret: string, code: string, now: Instant): number | null {
  const token = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = Math.floor(now / 1000);
  const delta = totpOf(secret, "").validate({ token, window, timestamp });
  return delta === null ? null : Math.floor(timestamp / 1000 / periodSeconds) + delta;
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const groups = 4;
const groupLength = 4;

/** Ten codes of 79 random bits each, without letters that look alike. */
export function newBackupCodes(): string[] {
  return Array.from({ length: 10 }, newBackupCode);
}

function newBackupCode(): string {
  const code: string[] = [];
  while (code.length < groups * groupLength)
    for (const byte of randomBytes(32)) {
      // 31 * 8 = 248: larger bytes would favour the first letters.
      const letter = byte < 248 ? letters[byte % letters.length] : undefined;
      if (letter !== undefined && code.length < groups * groupLength) code.push(letter);
    }
  return (code.join("").match(/.{4}/g) ?? []).join("-");
}

/** Typed with or without dashes, in either case; null for what cannot be a backup code. */
export function backupCodeHash(code: string): Buffer | null {
  const plain = code.toLowerCase().replaceAll(/[\s-]/g, "");
  return plain.length === groups * groupLength ? tokenHash(plain) : null;
}
