import { once } from "node:events";
import { createServer } from "node:net";
import { listenStartupError } from "./startup-error.ts";

export type WantedPorts = {
  readonly host: string;
  /** 0 for any free one, null for none. */
  readonly httpPort: number;
  readonly smtpPort: number | null;
  readonly lmtpPort: number | null;
};

/**
 * Looks whether the ports can be had, before anything else is started for
 * nothing. Throws a StartupError that names the first that cannot and the
 * variable that chooses it. Another program may still take one in between.
 */
export async function refuseTakenPorts({ host, httpPort, smtpPort, lmtpPort }: WantedPorts): Promise<void> {
  await refuseTaken(host, httpPort, "KVIT_HTTP_PORT");
  await refuseTaken(host, smtpPort, "KVIT_SMTP_PORT");
  await refuseTaken(host, lmtpPort, "KVIT_LMTP_PORT");
}

async function refuseTaken(host: string, port: number | null, setting: string): Promise<void> {
  if (port === null || port === 0) return;
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw listenStartupError(error, { host, port }, setting);
  }
  server.close();
  await once(server, "close");
}
