import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Db } from "./postgres/pool.ts";
import { readSecret } from "./secrets.ts";

/**
 * Keeps short secrets that must be read again (a mail server's password, the
 * shared secret of a second factor). AES-256-GCM; `place` says where the value
 * belongs, and a value copied to another place does not open.
 */
export type Sealer = {
  readonly seal: (text: string, place: string) => Buffer;
  /** Throws when the value was changed, belongs elsewhere or was sealed with another key. */
  readonly open: (sealed: Uint8Array, place: string) => string;
};

const nonceBytes = 12;
const tagBytes = 16;

export async function createSealer(db: Db, accountId: number): Promise<Sealer> {
  return sealerOf(await readSecret(db, accountId, "sealing"));
}

export function sealerOf(key: Uint8Array): Sealer {
  return {
    seal(text, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, place) {
      const nonce = sealed.subarray(0, nonceBytes);
      const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
      return (
        decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8")
      );
    },
  };
}
