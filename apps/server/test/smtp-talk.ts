import { connect, type Socket } from "node:net";

/** A conversation with an SMTP or LMTP door, line by line. */
export type SmtpTalk = {
  /** Sends a line and answers what comes back, multi-line answers as one. */
  readonly say: (line: string) => Promise<string>;
  /** Sends bytes and waits for nothing. */
  readonly write: (text: string) => void;
  readonly answer: () => Promise<string>;
  readonly cut: () => void;
  readonly socket: Socket;
};

export async function talkTo(port: number, greeting = "EHLO client.test"): Promise<SmtpTalk> {
  const socket = connect({ host: "127.0.0.1", port });
  let buffer = "";
  const waiting: ((answer: string) => void)[] = [];
  const ready: string[] = [];
  socket.setEncoding("utf8");
  socket.on("error", () => undefined);
  socket.on("data", (chunk: string) => {
    buffer += chunk;
    for (;;) {
      const match = /^(?:\d{3}-[^\r\n]*\r\n)*\d{3} [^\r\n]*\r\n/.exec(buffer);
      if (match === null) return;
      buffer = buffer.slice(match[0].length);
      const next = waiting.shift();
      if (next === undefined) ready.push(match[0].trim());
      else next(match[0].trim());
    }
  });
  const answer = async (): Promise<string> => {
    const known = ready.shift();
    if (known !== undefined) return known;
    return new Promise((resolve, reject) => {
      waiting.push(resolve);
      socket.once("close", () => reject(new Error("The connection was closed.")));
    });
  };
  const talk: SmtpTalk = {
    socket,
    answer,
    write: (text) => void socket.write(text),
    async say(line) {
      socket.write(`${line}\r\n`);
      return answer();
    },
    cut: () => socket.destroy(),
  };
  await answer();
  await talk.say(greeting);
  return talk;
}
