import { formatInstant } from "@kvit/domain/kernel";
import type { ProofView } from "@kvit/contract/proof";
import { AppError } from "../platform/app-error.ts";
import type { Clock } from "../platform/clock.ts";
import type { Principal } from "../platform/http/principal.ts";
import { readTicket } from "../tickets/read-thread.ts";
import { proveTicket } from "../verify/index.ts";
import type { SigningDeps } from "./signing-key.ts";

export type ProofDeps = SigningDeps & { readonly clock: Clock };

/** Proves one ticket's history for somebody who may read it. Throws not-found for all others alike. */
export async function proveForReader(deps: ProofDeps, caller: Principal, number: number): Promise<ProofView> {
  const { id } = await readTicket(deps.db, caller, number);
  const proof = await proveTicket(deps.db, caller.accountId, id);
  if (proof === null) throw new AppError("not-found");
  const { evidence, problems } = proof;
  return {
    ok: problems.length === 0,
    events: evidence.events.length,
    messages: evidence.messages.length,
    headHash: evidence.events.at(-1)?.hash ?? null,
    checkedAt: formatInstant(deps.clock.now()),
    problems: problems.map(({ seq, code, what }) => ({ seq, code, what })),
  };
}
