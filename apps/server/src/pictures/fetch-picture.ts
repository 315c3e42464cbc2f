import { request as overHttp, type IncomingMessage } from "node:http";
import { request as overHttps } from "node:https";
import { fileTypeFromBuffer } from "file-type";
import type { Whereabouts } from "../mailboxes/index.ts";

export type Picture = { readonly bytes: Buffer; readonly contentType: string };
/** Tells where a host lies; a test says it of a server of its own. */
export type Locate = (host: string) => Promise<Whereabouts>;

const maxBytes = 5 * 1024 * 1024;
const maxRedirects = 3;
const patienceMillis = 8000;
const webPorts: ReadonlySet<string> = new Set(["", "80", "443"]);

/**
 * Fetches a picture of a mail for an agent, so that its sender sees this server
 * and not the reader. Only from public addresses, which are looked up once and
 * then used as found, on every hop; null when there is no picture to be had.
 */
export async function fetchPicture(
  address: string,
  locate: Locate,
  ports: ReadonlySet<string> = webPorts,
): Promise<Picture | null> {
  const deadline = AbortSignal.timeout(patienceMillis);
  let next: string | null = address;
  for (let hop = 0; next !== null && hop <= maxRedirects; hop += 1) {
    const url = readUrl(next, ports);
    const where = url === null ? null : await locate(url.hostname);
    if (url === null || where?.kind !== "public") return null;
    const answer = await ask(url, where.address, deadline).catch(() => null);
    if (answer === null) return null;
    next = redirectOf(answer, url);
    if (next === null) return readPicture(answer);
    answer.destroy();
  }
  return null;
}

function readUrl(text: string, ports: ReadonlySet<string>): URL | null {
  const url = URL.parse(text);
  const known = url?.protocol === "https:" || url?.protocol === "http:";
  return url !== null && known && ports.has(url.port) && url.username === "" ? url : null;
}

async function ask(url: URL, found: string, signal: AbortSignal): Promise<IncomingMessage> {
  const family = found.includes(":") ? 6 : 4;
  const send = url.protocol === "https:" ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      url,
      {
        signal,
        // the address that was judged is the one that is used
        lookup: (_host, options, callback) =>
          options.all === true ? callback(null, [{ address: found, family }]) : callback(null, found, family),
        headers: { accept: "image/*", "user-agent": "Kvit (pictures in mails)" },
      },
      resolve,
    );
    outgoing.on("error", reject);
    outgoing.end();
  });
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): string | null {
  if (statusCode < 300 || statusCode > 399 || headers.location === undefined) return null;
  return URL.parse(headers.location, from)?.href ?? null;
}

async function readPicture(answer: IncomingMessage): Promise<Picture | null> {
  if (answer.statusCode !== 200) return dropped(answer);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer) {
      const bytes = Buffer.from(part);
      size += bytes.length;
      if (size > maxBytes) return dropped(answer);
      parts.push(bytes);
    }
  } catch {
    return null;
  }
  const bytes = Buffer.concat(parts);
  // by its bytes: what a server says of itself decides nothing
  const found = await fileTypeFromBuffer(bytes);
  return found?.mime.startsWith("image/") === true ? { bytes, contentType: found.mime } : null;
}

function dropped(answer: IncomingMessage): null {
  answer.destroy();
  return null;
}
