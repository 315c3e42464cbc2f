import type { MailMailbox } from "./mailbox.ts";

/** Mail for one mailbox: the addresses of the envelope that lead there. */
export type Recipient = { readonly mailboxId: number; readonly addresses: readonly string[] };

/**
 * The mailbox an address leads to: the one with this very address, then the one
 * whose address it is with a tag (`support+t1.abc@` is `support@`), then the one
 * that takes every address. Null: not ours, and never to be taken (no open relay).
 */
function findMailbox(mailboxes: readonly MailMailbox[], address: string): MailMailbox | null {
  const wanted = address.trim().toLowerCase();
  const base = withoutTag(wanted);
  return (
    mailboxes.find((mailbox) => mailbox.address === wanted) ??
    mailboxes.find((mailbox) => mailbox.plusAddressing && mailbox.address === base) ??
    mailboxes.find((mailbox) => mailbox.address === null) ??
    null
  );
}

/** Groups the addresses of an envelope by mailbox: two addresses of one mailbox are one delivery. */
export function groupByMailbox(
  mailboxes: readonly MailMailbox[],
  addresses: readonly string[],
): readonly Recipient[] {
  const groups = new Map<number, string[]>();
  for (const address of addresses) {
    const mailbox = findMailbox(mailboxes, address);
    if (mailbox === null) continue;
    groups.set(mailbox.id, [...(groups.get(mailbox.id) ?? []), address]);
  }
  return [...groups].map(([mailboxId, found]) => ({ mailboxId, addresses: found }));
}

/** The address without what follows the first plus sign of its local part. */
function withoutTag(address: string): string {
  return address.replace(/\+[^@]*(?=@)/, "");
}
