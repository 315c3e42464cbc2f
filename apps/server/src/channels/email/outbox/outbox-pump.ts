import { createOrderKeeper } from "../intake/order-keeper.ts";
import { createLeaseKeeper } from "../lease-keeper.ts";
import { createTicker } from "../ticker.ts";
import { deliverMail, keepInSandbox, type DeliverDeps } from "./deliver-mail.ts";
import { claimDue, renewSending } from "./outbox.queries.ts";

export type OutboxPumpDeps = DeliverDeps & {
  readonly accountId: number;
  /** Mails sent side by side. */
  readonly width: number;
  /** How long a mail belongs to this process without a sign of life, in milliseconds. */
  readonly leaseMs: number;
  readonly pollMs: number;
};

export type OutboxPump = {
  readonly wake: () => void;
  readonly start: () => void;
  /** Takes nothing new and waits for what is being sent. */
  readonly stop: () => Promise<void>;
};

/** Sends what is due, a few at a time; within a ticket one after the other. */
export function createOutboxPump(deps: OutboxPumpDeps): OutboxPump {
  const keeper = createOrderKeeper(deps.width);
  const lease = () => {
    const now = deps.clock.now();
    return { now, until: now + deps.leaseMs * 1000 };
  };
  const leases = createLeaseKeeper({
    leaseMs: deps.leaseMs,
    renew: async (ids) => renewSending(deps.db, { accountId: deps.accountId, ids }, lease().until),
  });
  const ticker = createTicker({
    everyMs: deps.pollMs,
    async round() {
      await keeper.below(deps.width);
      const room = deps.width - keeper.load();
      const mails = await claimDue(deps.db, lease(), room);
      for (const mail of await keepInSandbox(deps, mails)) {
        void leases.hold(mail.id, async () => keeper.add([], async () => deliverMail(deps, mail)));
      }
      // Fewer than there was room for: what comes now may wait and come together.
      return mails.length === room;
    },
    onError: (error) => deps.log.warn({ err: error }, "The outbox cannot be read"),
  });
  return {
    wake: ticker.wake,
    start() {
      ticker.start();
      leases.start();
    },
    async stop() {
      await ticker.stop();
      await keeper.below(1);
      await leases.stop();
      deps.transports.close();
    },
  };
}
