import { randomBytes } from "node:crypto";

/**
 * A test mail's Message-ID, unguessable. Its left part stands in the subject
 * as well, since some providers put a Message-ID of their own in its place.
 */
export const newTestMailId = (ownHost: string): string =>
  `${testMark}${randomBytes(8).toString("hex")}@${ownHost}`;

const testMark = "kvit-test-";
const code = /\bkvit-test-[0-9a-f]{16}\b/;

export const codeOf = (mailId: string): string => mailId.split("@")[0] ?? "";

/** The Message-ID of ours that a line speaks of; null when it speaks of no test mail. */
export function testMailIn(line: string | null, ownHost: string): string | null {
  const found = code.exec(line ?? "")?.[0];
  return found === undefined ? null : `${found}@${ownHost}`;
}
