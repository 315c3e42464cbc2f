import { setTimeout as pause } from "node:timers/promises";
import { runClient } from "./child.ts";
import { withCpu } from "./cpu.ts";
import type { OneMailResult, OneMailTask } from "./clients/one-mail.ts";
import type { SmtpResult, SmtpTask } from "./clients/smtp-load.ts";
import type { Stage, Suite } from "./suite.ts";

const connections = 8;
const singles = 100;

/** From the SMTP connection to the committed ticket. */
export const mail: Suite = {
  name: "mail",
  run: async (stage) => {
    const { limits } = stage;
    const one = await oneByOne(stage);
    const { value: rate, each } = await withCpu(
      [stage.pid, stage.databasePid],
      async () => sustained(stage),
      ({ tickets }) => tickets,
    );
    return [
      {
        what: "mail to committed ticket, one, p50",
        value: one.p50,
        unit: "ms",
        target: 25,
        limit: { what: "a synced file and a commit", value: limits.syncedFileMillis + limits.commitMillis },
        note: `answered 250 after ${one.answeredP50.toFixed(1)} ms, p95 ${one.p95.toFixed(1)} ms`,
      },
      {
        what: `mail to committed ticket, ${connections} connections`,
        value: rate.perSecond,
        unit: "/s",
        target: 150,
        limit: { what: `commits of ${connections} connections`, value: limits.commitsPerSecondOf8 },
        note: `${rate.tickets} mails, as many tickets${each}`,
      },
    ];
  },
};

async function oneByOne({ host, smtpPort: port, pool }: Stage): Promise<OneMailResult> {
  const { options } = pool;
  const { host: socket, port: databasePort, user, password, database } = options;
  const connection = {
    host: socket,
    port: databasePort,
    user,
    password,
    database,
  } as OneMailTask["connection"];
  // also on a folder that was kept, mails nobody has sent before
  const mark = `one-${Date.now()}`;
  return runClient<OneMailResult>("one-mail", {
    host,
    port,
    connection,
    count: singles,
    mark,
  } satisfies OneMailTask);
}

/** Until the last mail that was accepted is a ticket; a mail too many or too few ends the run. */
async function sustained({
  host,
  smtpPort: port,
  pool,
  seconds,
}: Stage): Promise<{ perSecond: number; tickets: number }> {
  const before = await count(pool);
  const task: SmtpTask = { host, port, connections, seconds: seconds * 2, mark: `many-${Date.now()}` };
  const { accepted, beganAt } = await runClient<SmtpResult>("smtp-load", task);
  while ((await pending(pool)) > 0) await pause(20);
  const perSecond = (accepted * 1000) / (Date.now() - beganAt);
  const tickets = (await count(pool)) - before;
  if (tickets !== accepted) throw new Error(`${accepted} mails were accepted and became ${tickets} tickets.`);
  return { perSecond, tickets };
}

async function count(pool: Stage["pool"]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>("select count(*)::int as count from ticket");
  return rows[0]?.count ?? 0;
}

async function pending(pool: Stage["pool"]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from intake where state = 'pending'",
  );
  return rows[0]?.count ?? 0;
}
