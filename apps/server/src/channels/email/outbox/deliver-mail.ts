import type { DeliveryState } from "@kvit/domain/tickets";
import type { BlobStore } from "../../../platform/blobs/blob-store.ts";
import { executeCommand } from "../../../tickets/execute-command.ts";
import { inTransaction, type WorkDeps } from "../../../tickets/unit-of-work.ts";
import type { ReachFailpoint } from "../intake/failpoint.ts";
import type { MailLog } from "../mail-log.ts";
import { wordsIn } from "../mails/words.ts";
import { isOutOfPatience, waitAfter } from "./backoff.ts";
import { buildMime } from "./build-mime.ts";
import { deskLanguageOf } from "./desk.queries.ts";
import type { Refusal } from "./failure.ts";
import type { Delivered, MailTransport } from "./mail-transport.ts";
import {
  isMerged,
  recordSandboxed,
  recordTry,
  statusOf,
  type ClaimedOutgoing,
  type SendingEnd,
} from "./outbox.queries.ts";
import { recordNoAttempt } from "./record-bounce.ts";
import { secretKinds } from "./outgoing-mail.ts";
import type { Transports } from "./transports.ts";

export type DeliverDeps = WorkDeps & {
  readonly blobs: BlobStore;
  readonly transports: Transports;
  readonly log: MailLog;
  readonly reach: ReachFailpoint;
  /** In [0, 1). */
  readonly chance: () => number;
  /** Resolves after that many milliseconds: between tries to write down what a relay took. */
  readonly pause: (ms: number) => Promise<void>;
};

/**
 * One try to send one mail. Only those recipients are sent to whom no relay has
 * taken it yet; how it ended is written down with the ticket's event. Never throws.
 */
export async function deliverMail(deps: DeliverDeps, mail: ClaimedOutgoing): Promise<void> {
  try {
    await deps.reach("outbox-claimed");
    const end = await attempt(deps, mail);
    await recordUntilDone(deps, mail, end);
    await deps.reach("outbox-recorded");
  } catch (error) {
    // The lease runs out by itself, and the mail is taken up again.
    deps.log.warn({ err: error, outbox: mail.id }, "A mail could not be sent now");
  }
}

/** What these say may have been overtaken by the time they leave. */
const isAskedFirst: ReadonlySet<string> = new Set(["solved", "ladder", "merged"]);

/**
 * Ends the mails nobody is told of and no relay is there for, such as receipts:
 * they stay in the sandbox, written down together. Answers the others. Never throws.
 */
export async function keepInSandbox(
  deps: DeliverDeps,
  mails: readonly ClaimedOutgoing[],
): Promise<readonly ClaimedOutgoing[]> {
  const staying = new Set<ClaimedOutgoing>();
  try {
    for (const mail of mails) {
      if (mail.messageId === null && !isAskedFirst.has(mail.kind) && (await transportOf(deps, mail)) === null)
        staying.add(mail);
    }
    if (staying.size > 0) await recordSandboxed(deps.db, [...staying], deps.clock.now());
  } catch (error) {
    deps.log.warn({ err: error }, "Mails for the sandbox could not be written down now");
  }
  return mails.filter((mail) => !staying.has(mail));
}

async function transportOf(deps: DeliverDeps, mail: ClaimedOutgoing): Promise<MailTransport | null> {
  return mail.content.sandboxOnly ? null : deps.transports.find(mail.mailboxId);
}

type End = SendingEnd & { readonly told: DeliveryState | null };

async function attempt(deps: DeliverDeps, mail: ClaimedOutgoing): Promise<End> {
  const done = {
    accepted: mail.accepted,
    refused: mail.content.refused,
    lastError: null,
    dueAt: null,
    sandboxed: false,
    forget: false,
  };
  if (await isOvertaken(deps, mail)) return { ...done, state: "cancelled", told: null };
  const transport = await transportOf(deps, mail);
  if (transport === null) {
    return { ...done, state: "sent", accepted: mail.recipients, sandboxed: true, told: "sent" };
  }
  const raw = await buildMime(mail, deps.blobs);
  const settled = new Set([...mail.accepted, ...mail.content.refused.map(({ address }) => address)]);
  const open = mail.recipients.filter((address) => !settled.has(address));
  const delivered: Delivered =
    open.length === 0
      ? { accepted: [], refusals: [] }
      : await transport.send({ from: mail.envelopeFrom, to: open }, raw);
  await deps.reach("relay-accepted");
  return judge(deps, mail, delivered, await wordsOfDesk(deps, mail));
}

/** Whether what a held mail asks or tells is true no more. */
async function isOvertaken(
  { db }: DeliverDeps,
  { kind, accountId, ticketId, content }: ClaimedOutgoing,
): Promise<boolean> {
  if (ticketId === null) return false;
  if (kind === "merged") return !(await isMerged(db, accountId, ticketId));
  if (content.only === undefined) return false;
  const status = await statusOf(db, accountId, ticketId);
  return status === null || !content.only.includes(status);
}

type Say = (refusal: Refusal) => string;

async function wordsOfDesk(deps: DeliverDeps, mail: ClaimedOutgoing): Promise<Say> {
  const { t } = wordsIn(await deskLanguageOf(deps.db, mail.accountId));
  return ({ code, address, technical }) =>
    code === "late"
      ? `${t("mail.late")} (${technical})`
      : `${t(`mail.failed.${code}`, { address })} (${technical})`;
}

function judge(deps: DeliverDeps, mail: ClaimedOutgoing, delivered: Delivered, say: Say): End {
  const now = deps.clock.now();
  const givenUp = isOutOfPatience(mail.createdAt, now);
  const refusals = delivered.refusals.map((refusal): Refusal =>
    refusal.permanent || !givenUp ? refusal : { ...refusal, permanent: true, code: "gave-up" },
  );
  const accepted = [...mail.accepted, ...delivered.accepted];
  const forGood = refusals.filter((refusal) => refusal.permanent);
  const late = refusals.find((refusal) => !refusal.permanent);
  const refused = [
    ...mail.content.refused,
    ...forGood.map((refusal) => ({ address: refusal.address, words: say(refusal) })),
  ];
  const end = { accepted, refused, sandboxed: false };
  if (late !== undefined) {
    const dueAt = now + waitAfter(mail.attempts, deps.chance());
    return {
      ...end,
      state: "queued",
      lastError: say(late),
      dueAt,
      forget: false,
      told: mail.attempts === 1 ? "queued" : null,
    };
  }
  const forget = secretKinds.has(mail.kind);
  if (refused.length === 0)
    return { ...end, state: "sent", lastError: null, dueAt: null, forget, told: "sent" };
  const lastError = refused.map(({ words }) => words).join(" ");
  return { ...end, state: "failed", lastError, dueAt: null, forget, told: "failed" };
}

const pausesMs = [100, 500, 2000, 5000, 10_000, 20_000];

/** What a relay took must be known before the lease is over, or it is sent again: tried while the database is away. */
async function recordUntilDone(deps: DeliverDeps, mail: ClaimedOutgoing, end: End): Promise<void> {
  for (const pause of pausesMs) {
    try {
      return await record(deps, mail, end);
    } catch (error) {
      if (error instanceof LostLease) throw error;
      deps.log.warn({ err: error, outbox: mail.id }, "How a mail was sent cannot be written down yet");
      await deps.pause(pause);
    }
  }
  return record(deps, mail, end);
}

async function record(deps: DeliverDeps, mail: ClaimedOutgoing, end: End): Promise<void> {
  const { accountId, ticketId, messageId } = mail;
  const { told } = end;
  if (told === "failed" && ticketId !== null && mail.kind === "ladder") {
    const { silentSince } = mail.content;
    await inTransaction(deps, async (work) => {
      await recordNoAttempt(work, { accountId, ticketId, silentSince });
      if (!(await recordTry(work.tx, mail, work.now, end))) throw new LostLease(mail.id);
    });
    return;
  }
  if (told === null || messageId === null || ticketId === null) {
    if (!(await recordTry(deps.db, mail, deps.clock.now(), end))) throw new LostLease(mail.id);
    return;
  }
  await inTransaction(deps, async (work) => {
    // The ticket first, as everybody who changes it holds it first: so nobody waits in a circle.
    await executeCommand(work, {
      accountId,
      target: { id: ticketId },
      name: "change-delivery",
      input: { messageId, state: told, detail: end.lastError },
      by: { actor: { kind: "system", id: null }, cause: { kind: "timer", name: "outbox" } },
    });
    if (!(await recordTry(work.tx, mail, work.now, end))) throw new LostLease(mail.id);
  });
}

class LostLease extends Error {
  constructor(id: number) {
    super(`Another process has taken over the outgoing mail ${id}.`);
    this.name = "LostLease";
  }
}
