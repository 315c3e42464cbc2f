import { hash, verify } from "@node-rs/argon2";
import { newToken } from "../token.ts";

/** OWASP's choice for Argon2id: 19 MiB, two passes, one lane. The library's default algorithm is Argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The one form of what people see as the same text, whichever keyboard typed it (NIST SP 800-63B). */
const normalised = (password: string): string => password.normalize("NFKC");

export async function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), cost);
}

let standIn: Promise<string> | null = null;

/**
 * Whether this is the password. Without a stored hash (unknown address) a
 * stand-in is verified and refused, which takes just as long.
 */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  standIn ??= hashPassword(newToken());
  const matches = await verify(stored ?? (await standIn), normalised(password));
  return matches && stored !== null;
}
