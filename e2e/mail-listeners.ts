import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A mail server that knows one user and no mails: enough to sign in to and out of. */
export type MailListener = { readonly port: number; readonly end: () => Promise<void> };

type Credentials = { readonly user: string; readonly password: string };

/** Speaks as much IMAP (RFC 9051) as signing in takes. */
export async function listenForImap({ user, password }: Credentials): Promise<MailListener> {
  return listen("* OK ready\r\n", (line) => {
    const [tag = "*", command = "", ...words] = line.split(" ");
    const given = words.map((word) => word.replaceAll('"', ""));
    switch (command.toUpperCase()) {
      case "CAPABILITY":
        return `* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`;
      case "LOGIN":
        return given[0] === user && given[1] === password
          ? `${tag} OK welcome\r\n`
          : `${tag} NO [AUTHENTICATIONFAILED] no\r\n`;
      case "LOGOUT":
        return `* BYE bye\r\n${tag} OK done\r\n`;
      default:
        return `${tag} OK done\r\n`;
    }
  });
}

/** Speaks as much SMTP (RFC 5321, RFC 4954) as signing in takes. */
export async function listenForSmtp({ user, password }: Credentials): Promise<MailListener> {
  const right = Buffer.from(`\0${user}\0${password}`).toString("base64");
  return listen("220 ready\r\n", (line) => {
    const [command = "", kind = "", given = ""] = line.split(" ");
    switch (command.toUpperCase()) {
      case "EHLO":
        return "250-here\r\n250 AUTH PLAIN\r\n";
      case "AUTH":
        return kind === "PLAIN" && given === right ? "235 welcome\r\n" : "535 5.7.8 no\r\n";
      case "QUIT":
        return "221 bye\r\n";
      default:
        return "250 done\r\n";
    }
  });
}

async function listen(greeting: string, answer: (line: string) => string): Promise<MailListener> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write(greeting);
    let rest = "";
    socket.on("data", (chunk: Buffer) => {
      const lines = `${rest}${chunk.toString("latin1")}`.split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) socket.write(answer(line));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    end: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
