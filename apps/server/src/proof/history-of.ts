import { formatInstant, type Instant } from "@kvit/domain/kernel";
import {
  historyFormat,
  tablePrint,
  type FiledMessage,
  type UnsignedHistory,
  type Withheld,
} from "@kvit/domain/proof";
import type { Ticket } from "@kvit/domain/tickets";
import { sha256Hex } from "../platform/digest.ts";
import { withdrawnMessages } from "../tickets/withdrawn-messages.ts";
import { historyEvent, type Evidence } from "../verify/index.ts";

export type FileOptions = {
  readonly desk: string;
  readonly at: Instant;
  /** Whether the words that never left the desk go along: internal notes, and replies taken back. */
  readonly withInternal: boolean;
};

/** A ticket's history as it is filed, not signed yet. */
export function historyOf(evidence: Evidence, ticket: Ticket, options: FileOptions): UnsignedHistory {
  const { desk, at, withInternal } = options;
  return {
    format: historyFormat,
    desk,
    number: ticket.number,
    exportedAt: formatInstant(at),
    lifecycle: tablePrint(sha256Hex),
    includesInternal: withInternal,
    ticket,
    events: evidence.events.map(historyEvent),
    messages: filedMessages(evidence, withInternal),
  };
}

function filedMessages({ messages, files, events }: Evidence, withInternal: boolean): FiledMessage[] {
  const withdrawn = withdrawnMessages(events);
  return messages.map(({ id, kind, digest, text, html, erased_at }) => {
    const internal: Withheld | null = kind === "note" ? "note" : withdrawn.has(id) ? "taken-back" : null;
    const withheld = erased_at !== null ? "erased" : withInternal ? null : internal;
    const blank: FiledMessage = { id, kind, digest, withheld, text: "", html: null, attachments: [] };
    if (withheld !== null) return blank;
    const own = files.filter((file) => file.message_id === id);
    const attachments = own.map(({ filename, size, sha256 }) => ({ filename, size, sha256 }));
    return { ...blank, text, html, attachments };
  });
}
