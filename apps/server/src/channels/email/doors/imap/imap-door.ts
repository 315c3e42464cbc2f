import type { ImapFlow } from "imapflow";
import type { ImapServer } from "../../../../mailboxes/mail-servers.ts";
import { openFolder } from "./imap-folder.ts";
import { writeCursorError } from "./imap-cursor.queries.ts";
import { readFolder, type ReadFolderDeps } from "./read-folder.ts";
import type { MailLog } from "../../mail-log.ts";
import { createPatience } from "./patience.ts";

export type ImapDoorDeps = Omit<ReadFolderDeps, "remote" | "goOn"> & {
  readonly log: MailLog;
  readonly server: ImapServer;
  /** Milliseconds after which the folder is looked at again though the host said nothing. */
  readonly pollMs: number;
  /** Milliseconds the host may take for an answer. */
  readonly answerMs: number;
  /** In [0, 1). */
  readonly chance: () => number;
};

export type ImapDoor = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

const loopback = /^(?:localhost|127\.|::1$)/;
const certificateChecked = { rejectUnauthorized: true };

/**
 * Reads one folder of a mail host for as long as it is open: told by IDLE, and
 * looking by itself now and then. A connection that breaks, is closed by the
 * host or falls silent is made anew, later each time. Why it does not work
 * stands with the mailbox.
 */
export function createImapDoor(deps: ImapDoorDeps): ImapDoor {
  const patience = createPatience(deps.chance);
  const sleep = createSleep();
  let stopped = true;
  let ended: Promise<void> = Promise.resolve();
  const goOn = () => !stopped;

  async function loop(): Promise<void> {
    while (goOn()) {
      try {
        await visit(deps, { goOn, sleep, onLook: patience.restored });
      } catch (error) {
        if (!goOn()) return;
        await complain(deps, error);
        await sleep.rest(patience.next());
      }
    }
  }

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      ended = loop();
    },
    async stop() {
      stopped = true;
      sleep.wake();
      await ended;
    },
  };
}

type Visit = {
  readonly goOn: () => boolean;
  readonly sleep: Sleep;
  /** The folder was read to its end. */
  readonly onLook: () => void;
};

/** One connection, from sign-in to whatever ends it. */
async function visit(deps: ImapDoorDeps, { goOn, sleep, onLook }: Visit): Promise<void> {
  const client = await createClient(deps);
  let broken: Error | null = null;
  const breakOff = (error: unknown): void => {
    broken = error instanceof Error ? error : new Error(String(error));
    sleep.wake();
  };
  client.on("exists", sleep.wake);
  client.on("close", () => breakOff(new Error(client.byeReason ?? "The mail host closed the connection.")));
  client.on("error", breakOff);
  const failure = (): Error | null => broken;
  const ask = async <Value>(answer: Promise<Value>): Promise<Value> => within(deps.answerMs, answer);
  try {
    await ask(client.connect());
    await ask(client.mailboxOpen(deps.server.folder));
    for (let thorough = true; goOn(); thorough = false) {
      await ask(client.noop());
      const remote = deps.server.host;
      await readFolder({ ...deps, remote, goOn }, openFolder(client, ask), thorough);
      onLook();
      // Idling ends by itself when the next question is asked.
      void client.idle().catch(breakOff);
      await sleep.rest(deps.pollMs);
      const error = failure();
      if (error !== null) throw error;
    }
  } finally {
    client.close();
  }
}

type Sleep = { readonly rest: (ms: number) => Promise<void>; readonly wake: () => void };

function createSleep(): Sleep {
  let interrupt: (() => void) | null = null;
  let woken = false;
  return {
    async rest(ms) {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          interrupt = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      interrupt = null;
      woken = false;
    },
    wake() {
      woken = true;
      interrupt?.();
    },
  };
}

/** The library is loaded by the first who needs it: most desks get their mail by SMTP, and it takes ten megabytes. */
async function createClient({ server, answerMs, pollMs }: ImapDoorDeps): Promise<ImapFlow> {
  const here = loopback.test(server.host);
  const library = await import("imapflow");
  return new library.ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.secure ? {} : { doSTARTTLS: !here }),
    tls: certificateChecked,
    auth: { user: server.user, pass: server.password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: answerMs,
    greetingTimeout: answerMs,
    socketTimeout: Math.max(answerMs, pollMs) * 2,
  });
}

/** Waits so long and no longer; what is waited for may go on, its connection is closed next. */
async function within<Value>(ms: number, answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("The mail host does not answer.")), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function complain(deps: ImapDoorDeps, error: unknown): Promise<void> {
  const words = wordsOf(error);
  deps.log.warn(
    { mailbox: deps.key.mailboxId, host: deps.server.host, error: words },
    "A mailbox cannot be read",
  );
  try {
    await writeCursorError(deps.db, deps.key, words);
  } catch {
    // The database is away: nothing can be said there now, and nothing is lost by it.
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  const text =
    "responseText" in error && typeof error.responseText === "string" ? error.responseText : error.message;
  return ("authenticationFailed" in error ? `The mail host refused the sign-in: ${text}` : text).slice(
    0,
    500,
  );
}
