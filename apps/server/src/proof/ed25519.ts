import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";

/** A key pair as text: the 32 bytes of the public half in base64, the private half as PKCS #8 in base64. */
export type KeyPair = { readonly publicKey: string; readonly privateKey: string };

export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    publicKey: Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("base64"),
    privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
  };
}

/** RFC 8032, over the UTF-8 bytes of the text; 64 bytes in base64. */
export function signText(text: string, privateKey: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" });
  return sign(null, Buffer.from(text, "utf8"), key).toString("base64");
}

/** Whether the signature fits. False too for what is no key or no signature, or not spelt as `signText` spells it. */
export function isSigned(text: string, publicKey: string, signature: string): boolean {
  try {
    const bytes = Buffer.from(signature, "base64");
    const raw = Buffer.from(publicKey, "base64");
    if (bytes.toString("base64") !== signature || raw.toString("base64") !== publicKey) return false;
    const x = raw.toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(null, Buffer.from(text, "utf8"), key, bytes);
  } catch {
    return false;
  }
}
