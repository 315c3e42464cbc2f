import { createTransport } from "nodemailer";
import { fine, trouble, type Check } from "./check.ts";

const patienceMillis = 8000;

/** Signs in at the relay and sends nothing. */
export const checkRelay: Check = async ({ smtpUrl }) => {
  if (smtpUrl === null)
    return [
      fine("No relay for the desk: its mail stays in the sandbox unless a mailbox has a relay of its own"),
    ];
  const { hostname, port } = new URL(smtpUrl);
  const where = `${hostname}${port === "" ? "" : `:${port}`}`;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMillis,
    greetingTimeout: patienceMillis,
    socketTimeout: patienceMillis,
  });
  try {
    await transport.verify();
    return [fine(`Relay ${where} lets us in`)];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      trouble(
        `The relay ${where} does not take our mail (${reason}).`,
        "Correct KVIT_SMTP_URL or ask whoever runs the relay. Mail waits and is tried again.",
      ),
    ];
  } finally {
    transport.close();
  }
};
