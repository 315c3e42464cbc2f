import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail that reached the world, as its bytes. */
type Arrived = { readonly from: string; readonly to: readonly string[]; readonly raw: string };
/** What the relay answers: a code with words, or null to take it. */
type Answer = { readonly code: number; readonly words: string } | null;

export type FakeRelay = {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** Asked for each recipient; the number counts from 1 how often this address was named. */
  onRecipient: (address: string, time: number) => Answer;
  /** Asked after a mail was read; `cut` ends the connection without an answer though the mail was taken. */
  onMail: (mail: Arrived, time: number) => Answer | "cut";
  readonly close: () => Promise<void>;
};

/** The world outside: an SMTP server on a free port that answers as it is told. */
export async function createFakeRelay(): Promise<FakeRelay> {
  const arrived: Arrived[] = [];
  const named = new Map<string, number>();
  let mails = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const time = (named.get(address) ?? 0) + 1;
      named.set(address, time);
      done(asError(relay.onRecipient(address, time)));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails += 1;
        const { mailFrom, rcptTo } = session.envelope;
        const mail: Arrived = {
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString("latin1"),
        };
        const answer = relay.onMail(mail, mails);
        if (answer === null || answer === "cut") arrived.push(mail);
        if (answer === "cut") {
          for (const connection of server.connections) connection.close();
          return;
        }
        done(asError(answer));
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  const relay: FakeRelay = {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    onRecipient: () => null,
    onMail: () => null,
    close: async () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  };
  return relay;
}

function asError(answer: Answer): Error | null {
  return answer === null ? null : Object.assign(new Error(answer.words), { responseCode: answer.code });
}
