import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ImapFlow } from "imapflow";
import { until } from "./mail-desk.ts";

const run = promisify(execFile);
const binary = "/usr/sbin/dovecot";

/** Why these tests cannot run here; null when they can. */
export function dovecotMissing(): string | null {
  if (!existsSync(binary)) return "Dovecot is not installed";
  return process.getuid?.() === 0 ? null : "a private Dovecot needs root";
}

export type Dovecot = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Puts mails into the folder; answers nothing. */
  readonly append: (...raws: readonly (string | Buffer)[]) => Promise<void>;
  /** The same, marked as read by somebody. */
  readonly appendRead: (...raws: readonly string[]) => Promise<void>;
  /** The mails there, as UID and flags. */
  readonly list: () => Promise<readonly { readonly uid: number; readonly seen: boolean }[]>;
  readonly setUidValidity: (value: number) => Promise<void>;
  /** Ends all sessions with a BYE. */
  readonly kick: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Stops for good and removes the mails. */
  readonly remove: () => Promise<void>;
};

/** A Dovecot of our own: in the foreground, on a free port, with one user and an empty INBOX. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), "kvit-dovecot-"));
  await chmod(folder, 0o755);
  for (const name of ["run", "state", "mail"]) await mkdir(join(folder, name), { mode: 0o777 });
  await chmod(join(folder, "mail"), 0o777);
  const port = await freePort();
  const config = join(folder, "dovecot.conf");
  await writeFile(config, configuration(folder, port));
  const user = "support";
  const password = "secret";
  let child = await start(config, port);
  const client = () =>
    new ImapFlow({
      host: "127.0.0.1",
      port,
      secure: false,
      doSTARTTLS: false,
      auth: { user, pass: password },
      logger: false,
    });
  const doveadm = async (...args: readonly string[]) => run("doveadm", ["-c", config, ...args]);

  async function visit<Value>(work: (open: ImapFlow) => Promise<Value>): Promise<Value> {
    const imap = client();
    imap.on("error", () => undefined);
    await imap.connect();
    try {
      return await work(imap);
    } finally {
      await imap.logout().catch(() => undefined);
    }
  }

  async function put(raws: readonly (string | Buffer)[], flags: string[]): Promise<void> {
    await visit(async (imap) => {
      for (const raw of raws)
        await imap.append("INBOX", typeof raw === "string" ? raw.replace(/\r?\n/g, "\r\n") : raw, flags);
    });
  }

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    // Its helpers may live on for a client that came at the last moment.
    endGroup(child.pid);
    await until(async () => !(await answers(port)), "Dovecot is gone");
  }

  return {
    port,
    user,
    password,
    append: async (...raws) => put(raws, []),
    appendRead: async (...raws) => put(raws, ["\\Seen"]),
    list: async () =>
      visit(async (imap) => {
        await imap.mailboxOpen("INBOX", { readOnly: true });
        const mails = [];
        for await (const { uid, flags } of imap.fetch("1:*", { uid: true, flags: true }))
          mails.push({ uid, seen: flags?.has("\\Seen") ?? false });
        return mails;
      }),
    async setUidValidity(value) {
      await doveadm("mailbox", "update", "-u", user, "--uid-validity", String(value), "INBOX");
    },
    async kick() {
      await doveadm("kick", user).catch(() => undefined);
    },
    stop,
    async restart() {
      child = await start(config, port);
    },
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody of the group is left.
  }
}

/** In a process group of its own. */
async function start(config: string, port: number) {
  const child = spawn(binary, ["-F", "-c", config], { stdio: "ignore", detached: true });
  await until(async () => answers(port), "Dovecot answers");
  return child;
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

function configuration(folder: string, port: number): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
first_valid_gid = 1
auth_mechanisms = plain login
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}
