import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { microsPerDay } from "@kvit/domain/kernel";
import type { Language } from "@kvit/i18n";
import { newToken, tokenHash } from "../../sign-in/token.ts";
import { inTransaction } from "../../tickets/unit-of-work.ts";
import type { CustomersDeps } from "../customers-deps.ts";
import type { CustomerRequest } from "../find-request.ts";
import { wordsOf } from "../pages/voice.ts";
import { holdContact, selectAddress } from "../request.queries.ts";
import { codeWindowMinutes, mostCodesADay, mostCodesLately } from "./code-limits.ts";
import {
  countCodes,
  deleteDevice,
  deleteOldProofs,
  hasProof,
  insertCode,
  insertDevice,
  markUsed,
  markVerified,
  moveDevice,
  prolongDevice,
  takeTry,
} from "./proof.queries.ts";

const minute = 60_000_000;
const codeAge = 10 * minute;
const mostTries = 5;
const lately = codeWindowMinutes * minute;
const deviceAge = 180 * microsPerDay;
/** For cookies. */
export const codeAgeSeconds = codeAge / 1_000_000;
export const deviceAgeSeconds = deviceAge / 1_000_000;

/** Under the token of the browser that asked, so that the table alone does not tell which of a million codes it was. */
const codeHash = (challenge: string, code: string): Buffer =>
  createHmac("sha256", challenge).update(code).digest();

/**
 * Mails a fresh code to the request's address, for the browser that holds
 * `challenge`. Says nothing of whether it did: too many codes, or a person
 * without an address, look the same from outside.
 */
export async function askForCode(
  deps: CustomersDeps,
  request: CustomerRequest,
  challenge: string,
  language: Language,
): Promise<void> {
  const { accountId } = deps;
  const contactId = request.contact.id;
  await inTransaction(deps, async (work) => {
    await holdContact(work.tx, accountId, contactId);
    const address = await selectAddress(work.tx, accountId, contactId);
    const sent = await countCodes(work.tx, accountId, contactId, {
      lately: work.now - lately,
      longer: work.now - microsPerDay,
    });
    if (address === null || sent.lately >= mostCodesLately || sent.longer >= mostCodesADay) return;
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    await insertCode(work.tx, {
      accountId,
      challengeHash: tokenHash(challenge),
      codeHash: codeHash(challenge, code),
      contactId,
      addressKey: address.key,
      createdAt: work.now,
      expiresAt: work.now + codeAge,
    });
    const say = wordsOf(language);
    await deps.mails.code(work, {
      accountId,
      stored: request.stored,
      to: { name: request.contact.name, address: address.address },
      language,
      subject: say("customer.codeMail.subject", { reference: request.reference }),
      paragraphs: [
        say("customer.codeMail.code", { code }),
        say("customer.codeMail.how"),
        say("customer.codeMail.notYou"),
      ],
    });
  });
}

export type CodeEntry = {
  readonly contactId: number;
  readonly challenge: string;
  readonly code: string;
  /** The device's token so far, if it has one. */
  readonly device: string | null;
};

/**
 * Trades a right code for the device's token, which is always a new one. Null
 * for a wrong, used, late or foreign code, and when its five tries are spent.
 */
export async function enterCode(deps: CustomersDeps, entry: CodeEntry): Promise<string | null> {
  const { accountId } = deps;
  return inTransaction(deps, async (work) => {
    const challenge = {
      accountId,
      challengeHash: tokenHash(entry.challenge),
      contactId: entry.contactId,
      now: work.now,
    };
    const kept = await takeTry(work.tx, challenge, mostTries);
    if (kept === null || !timingSafeEqual(kept.codeHash, codeHash(entry.challenge, entry.code))) return null;
    await markUsed(work.tx, challenge);
    await markVerified(work.tx, challenge, kept.addressKey);
    const token = newToken();
    if (entry.device !== null)
      await moveDevice(work.tx, accountId, tokenHash(entry.device), tokenHash(token));
    await insertDevice(work.tx, {
      accountId,
      tokenHash: tokenHash(token),
      contactId: entry.contactId,
      addressKey: kept.addressKey,
      now: work.now,
      expiresAt: work.now + deviceAge,
    });
    return token;
  });
}

type Device = { readonly token: string | null; readonly contactId: number };

export async function isProven(deps: CustomersDeps, { token, contactId }: Device): Promise<boolean> {
  if (token === null) return false;
  const now = deps.clock.now();
  return hasProof(deps.db, { accountId: deps.accountId, tokenHash: tokenHash(token), contactId, now });
}

/** A device in use stays known. Only requests that change something anyway come here. */
export async function keepDevice(deps: CustomersDeps, { token, contactId }: Device): Promise<void> {
  if (token === null) return;
  const now = deps.clock.now();
  const seen = { accountId: deps.accountId, tokenHash: tokenHash(token), contactId, now };
  await prolongDevice(deps.db, seen, now + deviceAge);
}

export async function forgetDevice(deps: CustomersDeps, token: string | null): Promise<void> {
  if (token !== null) await deleteDevice(deps.db, deps.accountId, tokenHash(token));
}

/** Drops codes older than a day and devices that were not used for half a year. Run now and then. */
export async function forgetOldProofs(deps: Pick<CustomersDeps, "db" | "clock">): Promise<void> {
  const now = deps.clock.now();
  await deleteOldProofs(deps.db, now - microsPerDay, now);
}
