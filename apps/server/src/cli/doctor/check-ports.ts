import { connect } from "node:net";
import { fine, trouble, type Check, type Diagnosis } from "./check.ts";

const patienceMillis = 3000;

type Port = { readonly host: string; readonly port: number };

/** Each port must be free, or taken by Kvit itself. */
export const checkPorts: Check = async ({ host, httpPort, smtpPort, lmtpPort }) => {
  const found: Diagnosis[] = [];
  const at = (port: number): Port => ({ host: reachable(host), port });
  if (httpPort !== 0) found.push(tell(at(httpPort), "HTTP", "KVIT_HTTP_PORT", await lookHttp(at(httpPort))));
  if (smtpPort !== null)
    found.push(tell(at(smtpPort), "SMTP", "KVIT_SMTP_PORT", await lookMail(at(smtpPort))));
  if (lmtpPort !== null)
    found.push(tell(at(lmtpPort), "LMTP", "KVIT_LMTP_PORT", await lookMail(at(lmtpPort))));
  return found;
};

type Sight = "free" | "ours" | "foreign";

function tell({ port }: Port, protocol: string, setting: string, sight: Sight): Diagnosis {
  if (sight === "ours") return fine(`Port ${port} (${protocol}): Kvit answers`);
  if (sight === "free") return fine(`Port ${port} (${protocol}): free, Kvit is not running`);
  return trouble(
    `Port ${port} (${protocol}) is in use by another program.`,
    `Stop that program or set ${setting} to another port.`,
  );
}

/** An address to listen on everywhere is reached from here by the loopback. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}

async function lookHttp({ host, port }: Port): Promise<Sight> {
  const name = host.includes(":") ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${name}:${port}/health`, {
      signal: AbortSignal.timeout(patienceMillis),
    });
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null && "status" in body && "version" in body
      ? "ours"
      : "foreign";
  } catch (error) {
    return isRefused(error) ? "free" : "foreign";
  }
}

/** A mail server greets first; ours by name. */
async function lookMail({ host, port }: Port): Promise<Sight> {
  const { promise, resolve } = Promise.withResolvers<Sight>();
  const socket = connect({ host, port, timeout: patienceMillis });
  socket.once("data", (greeting) => resolve(/^220 .*Kvit/.test(String(greeting)) ? "ours" : "foreign"));
  socket.once("timeout", () => resolve("foreign"));
  socket.once("error", (error) => resolve(isRefused(error) ? "free" : "foreign"));
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  return code === "ECONNREFUSED" || (error.cause !== undefined && isRefused(error.cause));
}
