/**
 * A process of its own that runs the e-mail channel on the database it is
 * given, says in one line of JSON when its doors are open, and can end itself
 * (kill -9) at a boundary. SIGTERM lets it finish.
 */
import { readFileSync } from "node:fs";
import { createCustomerLinks } from "../src/customers/customer-links.ts";
import { createEmailChannel } from "../src/channels/email/email-channel.ts";
import { createUnderstander } from "../src/channels/email/understand/index.ts";
import { createDiskBlobStore } from "../src/platform/blobs/blob-store.ts";
import { createSystemClock } from "../src/platform/clock.ts";
import { createPool } from "../src/platform/postgres/pool.ts";
import { createChangeFeed } from "../src/platform/realtime/change-feed.ts";
import { sealerOf } from "../src/platform/sealed-value.ts";
import type { MailProcessOptions } from "./launch-mail.ts";

const options: MailProcessOptions = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const pool = createPool(options.connection, silent, { max: 6 });
const understander = createUnderstander({ workers: 1 });
let hits = 0;
const channel = createEmailChannel({
  db: pool.db,
  clock: createSystemClock(),
  feed: createChangeFeed(() => undefined),
  accountId: 1,
  blobs: createDiskBlobStore(options.blobs),
  log: silent,
  understander,
  sealer: sealerOf(Buffer.alloc(32, 9)),
  tokenSecret: Buffer.alloc(32, 7),
  links: createCustomerLinks(Buffer.alloc(32, 8)),
  publicUrl: "http://desk.test",
  smtpUrl: options.smtpUrl,
  doors: { host: "127.0.0.1", smtpPort: options.smtpPort, lmtpPort: null },
  leaseMs: 1000,
  floodPerMinute: 100_000,
  imap: { pollMs: 300, answerMs: 2000, settingsMs: 200 },
  reach(name) {
    if (options.die === null || options.die.at !== name) return;
    hits += 1;
    if (hits >= options.die.hit) process.kill(process.pid, "SIGKILL");
  },
});

await channel.start();
process.once("SIGTERM", () => {
  void (async () => {
    await channel.stop();
    await understander.close();
    await pool.close();
  })();
});
// Last of all: whoever reads this may send the signal at once.
console.log(JSON.stringify({ ready: true }));
