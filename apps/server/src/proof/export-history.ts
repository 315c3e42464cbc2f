import { can } from "@kvit/domain/permissions";
import { signedText, type HistoryFile } from "@kvit/domain/proof";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import { readDesk } from "../settings/desk.queries.ts";
import { recordChange } from "../settings/record-change.ts";
import { readTicket } from "../tickets/read-thread.ts";
import { ticketFromRow } from "../tickets/stored-ticket.ts";
import { proveTicket } from "../verify/index.ts";
import { historyOf } from "./history-of.ts";
import type { ProofDeps } from "./prove-ticket.ts";
import { readSigner, signWithDeskKey } from "./signing-key.ts";

type Asked = { readonly number: number; readonly withInternal: boolean };

/**
 * One ticket's history as a signed file, written down in the audit log. A
 * history with problems is exported as well: the file then shows them too.
 * Throws not-found, forbidden, signing-key-lost.
 */
export async function exportHistory(
  deps: ProofDeps,
  caller: Principal,
  { number, withInternal }: Asked,
): Promise<HistoryFile> {
  const { db, clock } = deps;
  const { accountId } = caller;
  const { id } = await readTicket(db, caller, number);
  const proof = await proveTicket(db, accountId, id);
  const row = proof?.evidence.ticket ?? null;
  if (proof === null || row === null) throw new AppError("not-found");
  const { ticket } = ticketFromRow(row);
  const right = can(caller.agent, "ticket.export", ticket);
  if (!right.ok) throw new AppError("forbidden");
  const { name } = await readDesk(db, accountId);
  const at = clock.now();
  const unsigned = historyOf(proof.evidence, ticket, { desk: name, at, withInternal });
  const signer = await readSigner(deps, accountId);
  const value = await signWithDeskKey(deps, accountId, signedText({ ...unsigned, signature: signer }));
  await db.transaction().execute(async (tx) =>
    recordChange(tx, caller, at, {
      subject: `ticket:${number}`,
      action: "exported",
      before: null,
      after: { notes: withInternal, headHash: ticket.lastHash, fingerprint: signer.fingerprint },
    }),
  );
  return { ...unsigned, signature: { ...signer, value } };
}
