import type { LedgerEntry } from "@kvit/contract/mail";
import { AppError } from "../../../platform/app-error.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Principal } from "../../../platform/http/principal.ts";
import type { Db } from "../../../platform/postgres/pool.ts";
import { findLedgerEntry, putBackInLine, setAside } from "./ledger.queries.ts";

export type LedgerDeps = {
  readonly db: Db;
  readonly clock: Clock;
  /** Somebody put a mail back in line: do not wait for the next look. */
  readonly wake: () => void;
};

/**
 * Has a mail processed once more. What held it back is not asked again, as
 * somebody has looked at it; a mail that is a message already stays one.
 * Throws not-found, conflict.
 */
export async function rerunMail(deps: LedgerDeps, caller: Principal, id: number): Promise<LedgerEntry> {
  const entry = await decide(deps, caller, { id, act: putBackInLine, words: "Run again by" });
  deps.wake();
  return entry;
}

/** Says that a mail is of no use to us. Throws not-found, conflict. */
export async function ignoreMail(deps: LedgerDeps, caller: Principal, id: number): Promise<LedgerEntry> {
  return decide(deps, caller, { id, act: setAside, words: "Set aside by" });
}

type Act = { readonly id: number; readonly act: typeof putBackInLine; readonly words: string };

async function decide(deps: LedgerDeps, caller: Principal, { id, act, words }: Act): Promise<LedgerEntry> {
  const { accountId } = caller;
  return deps.db.transaction().execute(async (tx) => {
    const before = await findLedgerEntry(tx, accountId, id);
    if (before === null) throw new AppError("not-found");
    const done = await act(tx, { accountId, id, at: deps.clock.now() }, `${words} ${caller.name}.`);
    if (!done) throw new AppError("conflict", { detail: stays[before.state] });
    return (await findLedgerEntry(tx, accountId, id)) ?? before;
  });
}

const stays: Readonly<Record<LedgerEntry["state"], string>> = {
  pending: "This mail is being processed now.",
  message: "This mail is a message already.",
  suspended: "This mail is held back.",
  ignored: "This mail is ignored already.",
  failed: "This mail has failed.",
};
