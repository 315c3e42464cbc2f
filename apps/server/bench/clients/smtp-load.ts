/** Hands mails over by SMTP on several connections, each mail from somebody else, and prints how long the answers took. */
import { connect, type Socket } from "node:net";
import { percentile } from "../percentile.ts";
import { taskOf } from "../child.ts";

export type SmtpTask = {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Distinguishes the mails of this run from all others. */
  readonly mark: string;
};
export type SmtpResult = {
  readonly accepted: number;
  /** By the clock of `Date.now`, so that other processes can go on from it. */
  readonly beganAt: number;
  readonly p50: number;
  readonly p95: number;
};

async function load(task: SmtpTask): Promise<SmtpResult> {
  const samples: number[] = [];
  const sessions = await Promise.all(Array.from({ length: task.connections }, async () => openSession(task)));
  const beganAt = Date.now();
  const ends = performance.now() + task.seconds * 1000;
  let sent = 0;
  await Promise.all(
    sessions.map(async (session) => {
      while (performance.now() < ends) {
        const began = performance.now();
        await session.send(mail(`${task.mark}-${sent++}`));
        samples.push(performance.now() - began);
      }
      session.close();
    }),
  );
  return { accepted: samples.length, beganAt, p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}

export type Mail = { readonly from: string; readonly raw: string };

/** A mail as people write them: plain text beside HTML, about 2 KB. */
export function mail(mark: string): Mail {
  const from = `customer-${mark}@bench.example`;
  const text = `Hello,\r\n\r\nmy order ${mark} has not arrived yet. The confirmation said three working days, and that was last week.\r\nCould you please look where it is? I need it before the weekend.\r\n\r\nKind regards\r\nCustomer ${mark}\r\n`;
  const head = [
    `From: Customer ${mark} <${from}>`,
    "To: Support <support@bench.example>",
    `Subject: Where is my order ${mark}?`,
    `Message-ID: <${mark}@bench.example>`,
    "Date: Sun, 22 Nov 2026 12:00:00 +0000",
    "MIME-Version: 1.0",
    'Content-Type: multipart/alternative; boundary="b1"',
  ];
  const html = `<html><body><p>${text.replaceAll("\r\n", "<br>\r\n")}</p></body></html>\r\n`;
  const part = (type: string, body: string) =>
    `--b1\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}\r\n`;
  return {
    from,
    raw: `${head.join("\r\n")}\r\n\r\n${part("text/plain", text)}${part("text/html", html)}--b1--\r\n`,
  };
}

export type Session = { readonly send: (mail: Mail) => Promise<void>; readonly close: () => void };

export async function openSession({ host, port }: Pick<SmtpTask, "host" | "port">): Promise<Session> {
  const talk = new Talk(connect({ host, port, noDelay: true }));
  await talk.expect(220);
  await talk.say("EHLO bench.example", 250);
  return {
    async send({ from, raw }) {
      await talk.say(`MAIL FROM:<${from}>`, 250);
      await talk.say("RCPT TO:<support@bench.example>", 250);
      await talk.say("DATA", 354);
      await talk.say(`${raw}.`, 250);
    },
    close: () => talk.close(),
  };
}

class Talk {
  readonly #socket: Socket;
  #text = "";
  #waiting: { readonly resolve: (code: number) => void; readonly reject: (error: Error) => void } | null =
    null;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => {
      this.#text += String(chunk);
      this.#look();
    });
    const fail = (error: Error) => this.#waiting?.reject(error);
    socket.on("error", fail);
    socket.on("close", () => fail(new Error("The server closed the connection.")));
  }

  async say(line: string, code: number): Promise<void> {
    this.#socket.write(`${line}\r\n`);
    await this.expect(code);
  }

  async expect(code: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#waiting = { resolve, reject };
    this.#look();
    const got = await promise;
    if (got !== code) throw new Error(`The server answered ${got} instead of ${code}.`);
  }

  close(): void {
    this.#waiting = null;
    this.#socket.end("QUIT\r\n");
  }

  /** The last line of an answer has a space after its code (RFC 5321 §4.2.1). */
  #look(): void {
    const answer = /^(?:\d{3}-[^\n]*\n)*(\d{3})[ \r][^\n]*\n/.exec(this.#text);
    if (answer === null || this.#waiting === null) return;
    this.#text = this.#text.slice(answer[0].length);
    const { resolve } = this.#waiting;
    this.#waiting = null;
    resolve(Number(answer[1]));
  }
}

if (process.argv[1] === import.meta.filename) {
  console.log(JSON.stringify(await load(taskOf<SmtpTask>())));
}
