import type { Instant } from "@kvit/domain/kernel";
import type { Clock } from "../../../platform/clock.ts";
import type { BlobStore } from "../../../platform/blobs/blob-store.ts";
import type { Db } from "../../../platform/postgres/pool.ts";
import type { MailLog } from "../mail-log.ts";
import { createLeaseKeeper } from "../lease-keeper.ts";
import { createTicker } from "../ticker.ts";
import type { ReachFailpoint } from "./failpoint.ts";
import { glimpse } from "./glimpse.ts";
import { claimPending, renewLeases, type ClaimedMail } from "./intake.queries.ts";
import { createOrderKeeper } from "./order-keeper.ts";
import type { RecentBytes } from "./recent-bytes.ts";

export type PumpDeps = {
  readonly accountId: number;
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly log: MailLog;
  readonly reach: ReachFailpoint;
  readonly recent: RecentBytes;
  /** Brings one mail to its end; must not throw. `raw` is null when the stored bytes cannot be had. */
  readonly process: (mail: ClaimedMail, raw: Uint8Array | null) => Promise<void>;
  /** Mails processed side by side. */
  readonly width: number;
  /** How long a mail belongs to this process without a sign of life, in milliseconds. */
  readonly leaseMs: number;
};

export type Pump = {
  /** There is something to do: do not wait for the next look. */
  readonly wake: () => void;
  /** Until when a mail that comes in now would belong to this process; null while it has enough to do. */
  readonly leaseUntil: () => Instant | null;
  /** Processes a mail that has belonged to this process since it was written down. */
  readonly take: (mail: ClaimedMail, raw: Uint8Array) => void;
  readonly start: () => void;
  /** Takes nothing new and waits for what is under way. */
  readonly stop: () => Promise<void>;
  readonly load: () => number;
};

const pollMs = 1000;

/** Takes pending mails from the ledger and has them processed: those of one sender or one thread in their order. */
export function createIntakePump(deps: PumpDeps): Pump {
  const keeper = createOrderKeeper(deps.width);
  const ahead = deps.width * 4;
  const until = (now: Instant) => now + deps.leaseMs * 1000;
  const leases = createLeaseKeeper({
    leaseMs: deps.leaseMs,
    renew: async (ids) => renewLeases(deps.db, { accountId: deps.accountId, ids }, until(deps.clock.now())),
  });

  /** Ends when the mails that were claimed last are in their order: one that came after them waits for it. */
  let claiming: Promise<boolean> = Promise.resolve(false);

  async function round(): Promise<boolean> {
    await keeper.below(ahead / 2);
    claiming = claim();
    return claiming;
  }

  async function claim(): Promise<boolean> {
    const now = deps.clock.now();
    const mails = await claimPending(deps.db, { now, until: until(now) }, ahead - keeper.load());
    for (const mail of mails) takeOver(mail, deps.recent.take(mail.id) ?? (await readRaw(deps, mail)));
    return mails.length > 0;
  }

  async function takeBehind(mail: ClaimedMail, raw: Uint8Array): Promise<void> {
    await Promise.allSettled([claiming]);
    takeOver(mail, raw);
  }

  function takeOver(mail: ClaimedMail, raw: Uint8Array | null): void {
    const hints = raw === null ? null : glimpse(raw);
    const keys = [mail.from, mail.mailId, ...(hints?.references ?? [])].filter((key) => key !== null);
    const task = async (): Promise<void> => {
      await deps.reach("intake-claimed");
      await deps.process(mail, raw);
    };
    void leases.hold(mail.id, async () => keeper.add(keys, task));
  }

  const ticker = createTicker({
    everyMs: pollMs,
    round,
    onError: (error) => deps.log.warn({ err: error }, "Mail waits: the ledger cannot be read"),
  });
  return {
    wake: ticker.wake,
    leaseUntil: () => (keeper.load() < ahead ? until(deps.clock.now()) : null),
    take: (mail, raw) => void takeBehind(mail, raw),
    start() {
      ticker.start();
      leases.start();
    },
    async stop() {
      await ticker.stop();
      await Promise.allSettled([claiming]);
      await keeper.below(1);
      await leases.stop();
    },
    load: keeper.load,
  };
}

async function readRaw(deps: PumpDeps, mail: ClaimedMail): Promise<Uint8Array | null> {
  return deps.blobs.get(mail.sha256).catch((error: unknown) => {
    deps.log.error({ err: error, intake: mail.id }, "The raw bytes of a mail cannot be read");
    return null;
  });
}
