import type { ChangeMailbox, MailboxView } from "@kvit/contract/people";

/** A mail server as it is being typed. */
export type ServerDraft = {
  readonly host: string;
  readonly port: string;
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
};
export type MailboxDraft = {
  readonly address: string;
  readonly name: string;
  readonly departmentId: number;
  readonly language: string;
  readonly signature: string;
  readonly way: "door" | "imap";
  readonly imap: ServerDraft;
  readonly folder: string;
  readonly exit: "desk" | "relay";
  readonly relay: ServerDraft;
};

const usual = {
  imap: { host: "", port: "993", secure: true, user: "", password: "" },
  relay: { host: "", port: "465", secure: true, user: "", password: "" },
} as const;

export function emptyDraft(departmentId: number, language: string): MailboxDraft {
  return {
    address: "",
    name: "",
    departmentId,
    language,
    signature: "",
    way: "door",
    imap: usual.imap,
    folder: "INBOX",
    exit: "desk",
    relay: usual.relay,
  };
}

export function draftOf(mailbox: MailboxView): MailboxDraft {
  const { imap, relay } = mailbox;
  return {
    address: mailbox.address ?? "",
    name: mailbox.name,
    departmentId: mailbox.departmentId,
    language: mailbox.language,
    signature: mailbox.signature,
    way: imap === null ? "door" : "imap",
    imap: imap === null ? usual.imap : typed(imap),
    folder: imap?.folder ?? "INBOX",
    exit: relay === null ? "desk" : "relay",
    relay: relay === null ? usual.relay : typed(relay),
  };
}

type Stored = Pick<ServerDraft, "host" | "secure" | "user"> & { readonly port: number };
/** The password is never sent back: an empty field leaves the stored one. */
function typed({ host, port, secure, user }: Stored): ServerDraft {
  return { host, port: String(port), secure, user, password: "" };
}

type Server = NonNullable<ChangeMailbox["relay"]>;

/** What is sent: an empty address takes every address, an empty name is the address. */
export function bodyOf(draft: MailboxDraft): ChangeMailbox {
  const address = draft.address.trim();
  const language = languagesOf(draft.language);
  return {
    name: draft.name.trim() === "" ? address.slice(0, 100) : draft.name,
    address: address === "" ? null : address,
    departmentId: draft.departmentId,
    ...(language === undefined ? {} : { language }),
    signature: draft.signature,
    imap: draft.way === "imap" ? { ...serverOf(draft.imap), folder: draft.folder } : null,
    relay: draft.exit === "relay" ? serverOf(draft.relay) : null,
  };
}

const known = ["en", "sl", "nb", "pl", "it", "cs"] as const;
const languagesOf = (language: string) => known.find((each) => each === language);

function serverOf({ host, port, secure, user, password }: ServerDraft): Server {
  return { host: host.trim(), port: Number(port), secure, user, ...(password === "" ? {} : { password }) };
}

/** Providers whose servers are not called after the address. */
const providers: readonly (readonly [domains: RegExp, imap: string, relay: string])[] = [
  [/^(gmail|googlemail)\.com$/, "imap.gmail.com", "smtp.gmail.com"],
  [/^(outlook|hotmail|live)\./, "outlook.office365.com", "smtp.office365.com"],
  [/^(icloud|me|mac)\.com$/, "imap.mail.me.com", "smtp.mail.me.com"],
];

/** The mail servers an address most likely has; null while it is none. */
export function guessServers(address: string): { readonly imap: string; readonly relay: string } | null {
  const domain = /@([^@\s]+\.[^@\s]+)$/.exec(address.trim().toLowerCase())?.[1];
  if (domain === undefined) return null;
  const [, imap, relay] = providers.find(([domains]) => domains.test(domain)) ?? [];
  return { imap: imap ?? `imap.${domain}`, relay: relay ?? `smtp.${domain}` };
}
