import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * The two marks by which an answer finds its ticket. Both carry the ticket's id
 * and a MAC over it, so that nobody can name a ticket we did not tell them of.
 * Whoever holds a mark proves only that some mail of that ticket reached them:
 * what they may do with it is for the caller to say.
 */
export type MailTokens = {
  /** A new Message-ID without brackets: unguessable, and bound to the ticket. */
  readonly messageId: (ticketId: number, host: string) => string;
  /** Null for every id that is not ours, whatever is wrong with it. */
  readonly readMessageId: (messageId: string) => TicketMark | null;
  /** `support@desk.example` → `support+t1f.<mac>@desk.example`. */
  readonly replyAddress: (mailboxAddress: string, ticketId: number) => string;
  readonly readReplyAddress: (address: string) => TicketMark | null;
};

export type TicketMark = { readonly ticketId: number };

/** 20 characters of 5 bits: a MAC of 100 bits in letters that survive lower-casing. */
const macLength = 20;
const nonceBytes = 10;
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
const shape = new RegExp(
  `^([0-9a-z]{1,11})\\.([${alphabet}]{${(nonceBytes * 8) / 5}})\\.([${alphabet}]{${macLength}})$`,
);
const addressShape = new RegExp(`^[^@]*\\+t([0-9a-z]{1,11})\\.([${alphabet}]{${macLength}})@[^@]+$`);

/** `secret` holds at least 32 bytes; a new secret makes all earlier marks void. */
export function createMailTokens(secret: Uint8Array): MailTokens {
  if (secret.length < 32) throw new RangeError("The secret for mail tokens must have at least 32 bytes.");
  const mac = (purpose: "message-id" | "reply-address", text: string): string =>
    base32(createHmac("sha256", secret).update(`kvit ${purpose}\0${text}`).digest()).slice(0, macLength);
  return {
    messageId(ticketId, host) {
      const id = writeId(ticketId);
      const nonce = base32(randomBytes(nonceBytes));
      return `${id}.${nonce}.${mac("message-id", `${id}.${nonce}`)}@${host}`;
    },
    readMessageId(messageId) {
      const bare = messageId.trim().replace(/^<|>$/g, "").toLowerCase();
      const [, id, nonce, given] = shape.exec(bare.slice(0, Math.max(bare.indexOf("@"), 0))) ?? [];
      if (id === undefined || given === undefined) return null;
      return accept(id, given, mac("message-id", `${id}.${nonce}`));
    },
    replyAddress(mailboxAddress, ticketId) {
      const at = mailboxAddress.lastIndexOf("@");
      const id = writeId(ticketId);
      return `${mailboxAddress.slice(0, at)}+t${id}.${mac("reply-address", id)}${mailboxAddress.slice(at)}`;
    },
    readReplyAddress(address) {
      const [, id, given] = addressShape.exec(address.trim().toLowerCase()) ?? [];
      return id === undefined || given === undefined ? null : accept(id, given, mac("reply-address", id));
    },
  };
}

function writeId(ticketId: number): string {
  if (!Number.isSafeInteger(ticketId) || ticketId < 0) throw new RangeError("A ticket id is a whole number.");
  return ticketId.toString(36);
}

/** Compares in constant time; both texts have the same length by the shape they matched. */
function accept(id: string, given: string, right: string): TicketMark | null {
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(right))) return null;
  const ticketId = parseInt(id, 36);
  return Number.isSafeInteger(ticketId) ? { ticketId } : null;
}

/** RFC 4648 in lower case, without padding. */
function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let waiting = 0;
  for (const byte of bytes) {
    waiting = (waiting << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += alphabet.charAt((waiting >>> (bits - 5)) & 31);
      bits -= 5;
    }
    waiting &= (1 << bits) - 1;
  }
  return text;
}
