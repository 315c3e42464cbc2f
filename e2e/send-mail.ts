import { createTransport } from "nodemailer";
import type { KvitProcess } from "./kvit-process.ts";

export type Mail = {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly to?: string;
  readonly cc?: string;
  /** The Message-ID answered to, without angle brackets. */
  readonly inReplyTo?: string;
};

/** Hands a mail to the SMTP door as a mail server would. */
export async function sendMail(
  kvit: Pick<KvitProcess, "smtpPort">,
  { inReplyTo, ...mail }: Mail,
): Promise<void> {
  const transport = createTransport({
    host: "127.0.0.1",
    port: kvit.smtpPort,
    secure: false,
    ignoreTLS: true,
  });
  const thread = inReplyTo === undefined ? {} : { inReplyTo: `<${inReplyTo}>`, references: `<${inReplyTo}>` };
  await transport.sendMail({ to: "help@primer.test", ...mail, ...thread });
  transport.close();
}
