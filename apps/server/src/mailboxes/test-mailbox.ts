import type { MailboxTest } from "@kvit/contract/people";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { MailboxesDeps } from "./change-mailbox.ts";
import { checkMailServer, type Pause } from "./check-mail-server.ts";
import { connectionOf } from "./mail-connections.ts";
import { readMailbox } from "./mailboxes.queries.ts";

/** Tries the stored settings of a mailbox against the real servers. Throws not-found. */
export async function testMailbox(
  { db, sealer, pause }: MailboxesDeps & { readonly pause: Pause },
  caller: Principal,
  id: number,
): Promise<MailboxTest> {
  const row = await readMailbox(db, caller.accountId, id);
  if (row === null || row.retiredAt !== null) throw new AppError("not-found");
  const { imap, relay } = connectionOf(sealer, caller.accountId, row);
  const [imapCheck, relayCheck] = await Promise.all([
    imap === null ? null : checkMailServer("imap", imap, pause),
    relay === null ? null : checkMailServer("smtp", relay, pause),
  ]);
  return { imap: imapCheck, relay: relayCheck };
}
