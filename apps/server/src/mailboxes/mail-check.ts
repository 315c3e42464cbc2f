import type { MailCheck } from "@kvit/contract/people";
import type { MailServer } from "./mail-servers.ts";

export type MailProtocol = "imap" | "smtp";
export type MailFailure = "wrong-password" | "no-answer" | "refused-connection" | "no-tls" | "certificate";

type Server = Pick<MailServer, "host" | "port" | "user">;

const usual = {
  imap: "usually 993 with TLS, or 143",
  smtp: "usually 465 with TLS, or 587",
};

const placeOf = ({ host, port }: Server): string => `${host}:${port}`;

export const signedIn: MailCheck = { ok: true, field: null, code: "ok", detail: "Signed in." };

export function unknownHost({ host }: Server): MailCheck {
  const detail = `Host: there is no server named ${host}. Check its spelling.`;
  return { ok: false, field: "host", code: "unknown-host", detail };
}

export function notAllowed({ host }: Server): MailCheck {
  const detail = `Host: ${host} is no address of a mail server, so it was not tried.`;
  return { ok: false, field: "host", code: "not-allowed", detail };
}

/** The one answer for whatever else goes wrong in our own network. */
export function nobodyHome(protocol: MailProtocol, server: Server): MailCheck {
  const detail = `Port: no mail server to sign in to was found at ${placeOf(server)}. Check the host, the port (${usual[protocol]}) and the TLS setting.`;
  return { ok: false, field: "port", code: "no-answer", detail };
}

type Facts = Server & { readonly place: string; readonly ports: string };

/** Which field each failure points to, and why. */
const sentences: Readonly<
  Record<
    MailFailure,
    { readonly field: "host" | "port" | "secure" | "password"; readonly say: (facts: Facts) => string }
  >
> = {
  "wrong-password": {
    field: "password",
    say: ({ user }) =>
      `Password: the server refused user ${user} with this password. Check both; some providers want an app password.`,
  },
  "refused-connection": {
    field: "port",
    say: ({ place, ports }) => `Port: nothing listens at ${place}. Check the port (${ports}).`,
  },
  certificate: {
    field: "host",
    say: ({ place, host }) =>
      `Host: the certificate of ${place} is not valid for ${host}. Use the name it was made for.`,
  },
  "no-tls": {
    field: "secure",
    say: ({ place, ports }) =>
      `TLS: ${place} does not speak TLS in the way chosen. Change the TLS setting or the port (${ports}).`,
  },
  "no-answer": {
    field: "port",
    say: ({ place, ports }) =>
      `Port: ${place} gave no answer in time. Check the port (${ports}); a firewall or your provider may block it.`,
  },
};

export function failed(protocol: MailProtocol, server: Server, failure: MailFailure): MailCheck {
  const { field, say } = sentences[failure];
  const detail = say({ ...server, place: placeOf(server), ports: usual[protocol] });
  return { ok: false, field, code: failure, detail };
}
