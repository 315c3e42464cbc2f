import { hash } from "node:crypto";
import type { Clock } from "../../platform/clock.ts";
import { tooMany } from "../../platform/http/too-many.ts";
import type { Db } from "../../platform/postgres/pool.ts";
import { hour, minute } from "../durations.ts";
import { networkOf } from "./network.ts";
import { countTry, deleteOldTries, forgetTries, forgiveTry } from "./tries.queries.ts";

/** Who is trying, and from where. */
export type Attempt = {
  readonly accountId: number;
  /** The account's name as typed, or its key once that is known. */
  readonly who: string;
  readonly ip: string;
  /** The device's own mark when it has signed in to this account before. */
  readonly device: string | null;
};

export type TryLimit = { readonly perNetwork: number; readonly perPair: number; readonly perAccount: number };

const window = 15 * minute;
const perDevice = 10;

/** Passwords: guesses from one place stop at ten, guesses from everywhere together at a hundred. */
export const passwordLimit: TryLimit = { perNetwork: 60, perPair: 10, perAccount: 100 };
/** Three of a million codes count at any moment, so fewer guesses are let through. */
export const codeLimit: TryLimit = { perNetwork: 60, perPair: 10, perAccount: 15 };
/** Mails that anybody can have sent to anybody. */
export const mailLimit: TryLimit = { perNetwork: 20, perPair: 3, perAccount: 6 };

export type Tried = {
  /** The try was good: the count of this place or device starts anew, the wider ones lose this one. */
  readonly succeeded: () => Promise<void>;
};

type Deps = { readonly db: Db; readonly clock: Clock };

/**
 * Counts a try before it is looked at, so that tries at the same moment count
 * too, and throws too-many-requests beyond the limit. A device known to this
 * account has a count of its own and none of the others holds it back: a flood
 * of guesses from elsewhere does not lock the owner out (T85).
 */
export async function limitTries(
  deps: Deps,
  kind: "password" | "code" | "mail" | "links",
  attempt: Attempt,
  limit: TryLimit,
): Promise<Tried> {
  const who = attempt.who.trim().toLowerCase();
  const network = networkOf(attempt.ip);
  const bucketOf = (...words: string[]) => hash("sha256", JSON.stringify([kind, ...words]), "buffer");
  const own =
    attempt.device === null
      ? { bucket: bucketOf("pair", who, network), most: limit.perPair }
      : { bucket: bucketOf("device", who, attempt.device), most: perDevice };
  const wider =
    attempt.device === null
      ? [
          { bucket: bucketOf("network", network), most: limit.perNetwork },
          { bucket: bucketOf("account", who), most: limit.perAccount },
        ]
      : [];
  for (const each of [own, ...wider]) await demand(deps, attempt.accountId, each);
  return {
    async succeeded() {
      await forgetTries(deps.db, attempt.accountId, own.bucket);
      for (const { bucket } of wider) await forgiveTry(deps.db, attempt.accountId, bucket);
    },
  };
}

type Limit = { readonly bucket: Buffer; readonly most: number };

async function demand({ db, clock }: Deps, accountId: number, { bucket, most }: Limit): Promise<void> {
  const now = clock.now();
  const { tries, since } = await countTry(db, { accountId, bucket, now, window });
  if (tries > most) throw tooMany(Math.max(1, Math.ceil((since + window - now) / 1_000_000)));
}

/** Counts older than an hour say nothing any more. Run now and then. */
export async function forgetOldTries({ db, clock }: Deps): Promise<void> {
  await deleteOldTries(db, clock.now() - hour);
}
