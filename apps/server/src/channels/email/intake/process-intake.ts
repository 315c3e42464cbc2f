import type { Clock } from "../../../platform/clock.ts";
import type { BlobStore } from "../../../platform/blobs/blob-store.ts";
import { together } from "../../../platform/postgres/side-by-side.ts";
import { inTransaction, type WorkDeps } from "../../../tickets/unit-of-work.ts";
import type { MailMailbox } from "../addressing/mailbox.ts";
import type { MailboxDirectory } from "../addressing/mailbox-directory.ts";
import type { MailLog } from "../mail-log.ts";
import type { OutboxDeps } from "../outbox/outbox-deps.ts";
import type { MailTokens } from "../tokens.ts";
import {
  threadingCandidates,
  type MailHeaders,
  type ParsedMail,
  type Understander,
  type UnderstandOutcome,
} from "../understand/index.ts";
import { insertAttachments, type StoredFile } from "./attachments.queries.ts";
import { applyVerdict } from "./apply-verdict.ts";
import type { ReachFailpoint } from "./failpoint.ts";
import type { Known } from "./filters/filter.ts";
import { judge } from "./filters/index.ts";
import { lookAhead } from "./filters/look-ahead.ts";
import type { Incoming } from "./incoming.ts";
import {
  concludeMail,
  lockClaimed,
  postponeMail,
  type ClaimedMail,
  type Conclusion,
} from "./intake.queries.ts";
import { noticeInPlaceOf } from "./notice.ts";
import type { LedgerReason } from "./ledger-reason.ts";

export type ProcessDeps = WorkDeps & {
  readonly accountId: number;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly log: MailLog;
  readonly understander: Understander;
  readonly directory: MailboxDirectory;
  readonly tokens: MailTokens;
  readonly outbox: OutboxDeps;
  /** The domain on the right of our own Message-IDs. */
  readonly ownHost: string;
  readonly borderHosts: readonly string[];
  readonly reach: ReachFailpoint;
};

/** Tries that ended with a reason, before a mail is set down as failed. */
const maxTries = 3;
/** Tries that ended with the death of the process; many, as the mail is rarely to blame for it. */
const maxDeaths = 10;
const waitMicros = [1_000_000, 5_000_000, 30_000_000] as const;

type Reading = {
  readonly mail: ParsedMail;
  /** Why `mail` holds a notice in place of the body; null when it was understood. */
  readonly problem: { readonly code: LedgerReason; readonly detail: string } | null;
};

/**
 * Brings one mail of the ledger to its end: understood in a worker that can be
 * killed, judged, and written with everything that follows from it in a single
 * transaction. Whatever fails is tried again some times and then stands in the
 * ledger as failed; if a sender could be read, with a ticket that says so.
 * Never throws, so that one mail cannot stop the others.
 */
export async function processIntake(
  deps: ProcessDeps,
  claimed: ClaimedMail,
  raw: Uint8Array | null,
): Promise<void> {
  const last = claimed.attempts >= maxTries;
  try {
    const mailboxes = await deps.directory.all();
    const outcome = raw === null ? missing : await read(deps, { claimed, raw, mailboxes });
    await deps.reach("mail-understood");
    const hopeless = !outcome.ok && (outcome.problem === "over-limit" || last);
    if (!outcome.ok && !hopeless)
      return await tryLater(deps, claimed, `${outcome.problem}: ${outcome.detail}`);
    const mailbox = (await deps.directory.find(claimed.mailboxId)) ?? mailboxes[0];
    if (mailbox === undefined) return await tryLater(deps, claimed, "There is no mailbox in use.");
    await settle(deps, { claimed, mailbox, reading: toReading(outcome, mailbox) });
  } catch (error) {
    deps.log.warn(
      { err: error, intake: claimed.id, attempt: claimed.attempts },
      "A mail could not be processed",
    );
    await afterError(deps, claimed, error);
  }
}

const missing: Extract<UnderstandOutcome, { ok: false }> = {
  ok: false,
  problem: "unparsable",
  detail: "The stored bytes are missing or damaged.",
  headersOnly: null,
};

async function read(
  deps: ProcessDeps,
  { claimed, raw, mailboxes }: { claimed: ClaimedMail; raw: Uint8Array; mailboxes: readonly MailMailbox[] },
): Promise<UnderstandOutcome> {
  if (claimed.attempts > maxDeaths)
    return {
      ...missing,
      problem: "crashed",
      detail: `${claimed.attempts - 1} tries ended with the process.`,
    };
  const own = mailboxes.flatMap(({ address }) => address ?? []);
  const arrived =
    mailboxes.find(({ id }) => id === claimed.mailboxId)?.address === null ? claimed.envelopeTo : null;
  return deps.understander.understand(raw, {
    envelopeFrom: claimed.envelopeFrom,
    ownAddresses: [...own, ...(arrived?.split(", ") ?? [])],
    ownHost: deps.ownHost,
    borderHosts: deps.borderHosts,
  });
}

function toReading(outcome: UnderstandOutcome, mailbox: MailMailbox): Reading {
  if (outcome.ok) return { mail: outcome.mail, problem: null };
  const problem = { code: outcome.problem, detail: outcome.detail };
  return { mail: noticeInPlaceOf(outcome.headersOnly, mailbox.language), problem };
}

type Settling = { readonly claimed: ClaimedMail; readonly mailbox: MailMailbox; readonly reading: Reading };

async function settle(deps: ProcessDeps, settling: Settling): Promise<void> {
  const { claimed, mailbox, reading } = settling;
  const { mail, problem } = reading;
  const files = await storeFiles(deps, mail);
  await deps.reach("files-stored");
  const sent = await inTransaction(deps, async (work) => {
    const incoming: Incoming = {
      accountId: deps.accountId,
      claimed,
      mailbox,
      mail,
      candidates: threadingCandidates(mail, ""),
      sender: senderOf(mail, claimed),
      understood: problem === null,
      rerun: claimed.reason === "rerun",
      now: work.now,
    };
    const [held, known] = await together([
      lockClaimed(work.tx, deps.accountId, claimed),
      lookAhead(work.tx, incoming),
    ]);
    if (!held) return false;
    const conclusion = await conclude(deps, work, { incoming, known, files });
    const failed =
      problem === null ? {} : { state: "failed" as const, reason: problem.code, detail: problem.detail };
    await concludeMail(
      work.tx,
      { accountId: deps.accountId, id: claimed.id, at: work.now },
      {
        ...conclusion,
        ...failed,
        headers: {
          mailId: mail.messageId,
          from: incoming.sender?.address ?? null,
          subject: mail.subject,
        },
      },
    );
    await deps.reach("ticket-written");
    return true;
  });
  if (sent) await deps.reach("ticket-committed");
}

async function conclude(
  deps: ProcessDeps,
  work: Parameters<typeof applyVerdict>[0]["work"],
  { incoming, known, files }: { incoming: Incoming; known: Known; files: readonly StoredFile[] },
): Promise<Conclusion> {
  // The notice of an earlier run stands on its ticket already.
  if (!incoming.understood && incoming.claimed.ticketId !== null)
    return { state: "failed", reason: null, detail: null };
  const { tokens, ownHost } = deps;
  const verdict = await judge(incoming, { tx: work.tx, tokens, ownHost, known });
  if (verdict.kind === "set-aside") {
    const { state, reason, detail, duplicateOf } = verdict;
    return { state, reason, detail: detail ?? null, ...(duplicateOf === undefined ? {} : { duplicateOf }) };
  }
  const attachmentIds = await insertAttachments(work.tx, deps.accountId, files);
  const applied = await applyVerdict({ work, outbox: deps.outbox, incoming, attachmentIds }, verdict);
  return {
    state: "message",
    reason: applied.reason,
    detail: null,
    ticketId: applied.ticketId,
    messageId: applied.messageId,
  };
}

/** The header's writer; a mail whose header names nobody is taken for the envelope's, which is flagged by the parser. */
function senderOf(mail: MailHeaders, claimed: ClaimedMail): Incoming["sender"] {
  if (mail.from !== null) return mail.from;
  const envelope = claimed.envelopeFrom?.trim().toLowerCase() ?? "";
  return /^[^\s@<>]+@[^\s@<>]+$/.test(envelope) ? { address: envelope, name: "" } : null;
}

async function storeFiles(deps: ProcessDeps, mail: ParsedMail): Promise<readonly StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const { content, ...file } of mail.attachments) {
    stored.push({ ...file, sha256: await deps.blobs.put(content) });
  }
  return stored;
}

async function tryLater(deps: ProcessDeps, claimed: ClaimedMail, detail: string): Promise<void> {
  const wait = waitMicros[Math.min(claimed.attempts, waitMicros.length) - 1] ?? waitMicros[0];
  const at = deps.clock.now() + wait;
  await postponeMail(deps.db, { accountId: deps.accountId, mail: claimed, at }, detail);
}

/** An error on our side of the parser: later again; in the end the mail stands as failed, for an agent to run again. */
async function afterError(deps: ProcessDeps, claimed: ClaimedMail, error: unknown): Promise<void> {
  const detail = error instanceof Error ? error.message : String(error);
  try {
    if (claimed.attempts < maxTries) return await tryLater(deps, claimed, detail);
    await inTransaction(deps, async (work) => {
      if (!(await lockClaimed(work.tx, deps.accountId, claimed))) return;
      const key = { accountId: deps.accountId, id: claimed.id, at: work.now };
      await concludeMail(work.tx, key, { state: "failed", reason: "error", detail });
    });
  } catch (second) {
    // The database is away: the lease runs out by itself and the mail is taken up again.
    deps.log.warn({ err: second, intake: claimed.id }, "A mail waits for the database");
  }
}
