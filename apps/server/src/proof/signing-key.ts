import { fingerprintOf, type Signer } from "@kvit/domain/proof";
import { AppError } from "../platform/app-error.ts";
import { sha256Hex } from "../platform/digest.ts";
import type { Db } from "../platform/postgres/pool.ts";
import type { Sealer } from "../platform/sealed-value.ts";
import { makeKeyPair, signText } from "./ed25519.ts";
import { findSigningKey, insertSigningKey, type KeptKey } from "./signing-key.queries.ts";

export type SigningDeps = { readonly db: Db; readonly sealer: Sealer };

/** Where the sealed half belongs: it opens nowhere else. */
const place = "signing-key";

/** The public half of the desk's key, which is made when it is first asked for and never changes. */
export async function readSigner(deps: SigningDeps, accountId: number): Promise<Signer> {
  const { publicKey } = await keyOf(deps, accountId);
  return { algorithm: "Ed25519", publicKey, fingerprint: fingerprintOf(publicKey, sha256Hex) };
}

/**
 * Signs a text with the desk's key. Throws AppError signing-key-lost when its
 * private half cannot be opened any more: a new key would make all that was
 * signed before look foreign, so nobody makes one unasked.
 */
export async function signWithDeskKey(deps: SigningDeps, accountId: number, text: string): Promise<string> {
  return signText(text, opened(deps.sealer, await keyOf(deps, accountId)));
}

async function keyOf({ db, sealer }: SigningDeps, accountId: number): Promise<KeptKey> {
  const known = await findSigningKey(db, accountId);
  if (known !== null) return known;
  const { publicKey, privateKey } = makeKeyPair();
  await insertSigningKey(db, accountId, {
    publicKey,
    sealed: sealer.seal(privateKey, place).toString("base64"),
  });
  const kept = await findSigningKey(db, accountId);
  if (kept === null) throw new Error("The signing key was written and is not there.");
  return kept;
}

function opened(sealer: Sealer, { sealed }: KeptKey): string {
  try {
    return sealer.open(Buffer.from(sealed, "base64"), place);
  } catch {
    throw new AppError("signing-key-lost");
  }
}
