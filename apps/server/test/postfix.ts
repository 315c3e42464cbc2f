import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./dovecot.ts";
import { until } from "./mail-desk.ts";
import { talkTo } from "./smtp-talk.ts";

const run = promisify(execFile);
const binary = "/usr/sbin/postfix";
/** The user `mail` of Debian, to whom the mailboxes belong. */
const mailUser = 8;

/** Why these tests cannot run here; null when they can. */
export function postfixMissing(): string | null {
  if (!existsSync(binary)) return "Postfix is not installed";
  return process.getuid?.() === 0 ? null : "a private Postfix needs root";
}

export type Postfix = {
  readonly port: number;
  /** The mails in somebody's mailbox at customer.test, in no order. */
  readonly mailbox: (name: string) => Promise<readonly string[]>;
  /** How many mails it keeps. */
  readonly queued: () => Promise<number>;
  /** Tries at once to deliver what it keeps. */
  readonly flush: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

export type Neighbours = { readonly deskPort: number; readonly awayPort: number };

/**
 * The world as a Postfix of our own: it brings mail for desk.test to our door,
 * puts mail for ann@customer.test into a Maildir, does not know anybody else
 * there, and hands mail for away.test to the server on `awayPort`.
 */
export async function startPostfix({ deskPort, awayPort }: Neighbours): Promise<Postfix> {
  const folder = await mkdtemp(join(tmpdir(), "kvit-postfix-"));
  await chmod(folder, 0o755);
  for (const name of ["etc", "spool", "data", "mail"]) await mkdir(join(folder, name), { mode: 0o755 });
  await chown(join(folder, "mail"), mailUser, mailUser);
  const { stdout } = await run("id", ["-u", "postfix"]);
  await chown(join(folder, "data"), Number(stdout), -1);
  const port = await freePort();
  const config = join(folder, "etc");
  await writeFile(join(config, "main.cf"), mainCf(folder, { deskPort, awayPort }));
  await writeFile(join(config, "master.cf"), masterCf(port));
  const postfix = async (...args: readonly string[]) => run(binary, ["-c", config, ...args]);
  await postfix("start");
  await until(async () => answers(port), "Postfix answers");
  return {
    port,
    async mailbox(name) {
      const inbox = join(folder, "mail", name, "new");
      const files = await readdir(inbox).catch(() => []);
      return Promise.all(files.map(async (file) => readFile(join(inbox, file), "latin1")));
    },
    async queued() {
      const listed = await run("postqueue", ["-c", config, "-j"]).catch(() => ({ stdout: "" }));
      return listed.stdout.split("\n").filter((line) => line !== "").length;
    },
    async flush() {
      await run("postqueue", ["-c", config, "-f"]).catch(() => undefined);
    },
    async remove() {
      await postfix("stop").catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const talk = await talkTo(port);
    talk.cut();
    return true;
  } catch {
    return false;
  }
}

function mainCf(folder: string, { deskPort, awayPort }: Neighbours): string {
  return `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.world.test
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_mynetworks, reject
disable_dns_lookups = yes
alias_maps =
local_recipient_maps =
relay_domains = desk.test, away.test
transport_maps = inline:{ { desk.test = smtp:[127.0.0.1]:${deskPort} }, { away.test = smtp:[127.0.0.1]:${awayPort} } }
virtual_mailbox_domains = customer.test
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = inline:{ { ann@customer.test = ann/ } }
virtual_uid_maps = static:${mailUser}
virtual_gid_maps = static:${mailUser}
virtual_minimum_uid = 1
maillog_file_prefixes = ${tmpdir()}
maillog_file = ${folder}/log
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
smtp_tls_security_level = none
smtpd_tls_security_level = none
`;
}

function masterCf(port: number): string {
  return `
127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}
