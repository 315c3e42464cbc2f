import { z } from "zod";
import { instant } from "./wire.ts";

/** `purge`: all their tickets go; `keep`: tickets and our answers stay, what the person said goes. */
export const eraseTickets = z.enum(["purge", "keep"]);
export type EraseTickets = z.infer<typeof eraseTickets>;

export const erasurePreview = z.object({
  /** What is to be typed: any of these, the person's addresses and name. */
  confirmWith: z.array(z.string()),
  /** When they were erased; nothing is left to erase then. */
  erasedAt: instant.nullable(),
  /** Tickets they asked for that are not purged yet. */
  tickets: z.number().int(),
  /** Messages they wrote, wherever they stand. */
  messages: z.number().int(),
  files: z.number().int(),
  /** Mails of theirs in the ledger. */
  mails: z.number().int(),
  /** Of the messages, those in tickets of other people: they are emptied, the tickets stay. */
  elsewhere: z.number().int(),
  devices: z.number().int(),
});
export type ErasurePreview = z.infer<typeof erasurePreview>;

export const erasePerson = z
  .object({
    /** One of the person's addresses or their name, typed again. */
    confirm: z.string().min(1, "Type the person's address to confirm.").max(400),
    tickets: eraseTickets,
  })
  .strict();
export type ErasePerson = z.infer<typeof erasePerson>;

export const erased = z.object({
  tickets: z.number().int(),
  messages: z.number().int(),
  mails: z.number().int(),
});
export type Erased = z.infer<typeof erased>;
