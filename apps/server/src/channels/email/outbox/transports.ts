import { createSmtpTransport, type MailTransport, type RelaySettings } from "./mail-transport.ts";

export type Transports = {
  /** The mailbox's own relay, else the desk's, else null: then the mail stays in the sandbox. */
  readonly find: (mailboxId: number | null) => Promise<MailTransport | null>;
  readonly close: () => void;
};

export type TransportsDeps = {
  /** The desk's relay. */
  readonly relay: RelaySettings | null;
  /** The relay that a mailbox has of its own. Asked for each mail, so that a changed setting holds from the next on. */
  readonly relayOf: (mailboxId: number) => Promise<RelaySettings | null>;
  /** How we introduce ourselves to a relay. */
  readonly ourName: string;
};

/** One lasting transport for each relay in use. */
export function createTransports(deps: TransportsDeps): Transports {
  const open = new Map<string, MailTransport>();
  const transportTo = (relay: RelaySettings): MailTransport => {
    const key = JSON.stringify(relay);
    const known = open.get(key);
    if (known !== undefined) return known;
    const made = createSmtpTransport(relay, deps.ourName);
    open.set(key, made);
    return made;
  };
  return {
    async find(mailboxId) {
      const own = mailboxId === null ? null : await deps.relayOf(mailboxId);
      const relay = own ?? deps.relay;
      return relay === null ? null : transportTo(relay);
    },
    close() {
      for (const transport of open.values()) transport.close();
      open.clear();
    },
  };
}
