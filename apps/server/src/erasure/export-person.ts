import { formatInstant, type Instant } from "@kvit/domain/kernel";
import { readContact } from "../contacts/contact-list.queries.ts";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Tx } from "../platform/postgres/pool.ts";
import { recordChange } from "../settings/index.ts";
import type { ErasureDeps } from "./erase-person.ts";
import * as held from "./held.queries.ts";
import { readPerson, type Person } from "./person.queries.ts";

/**
 * All that is held about a person, to hand to them (GDPR Art. 15 and 20), read
 * at one moment. Internal notes are about them and by others, so they come only
 * if asked for. Files are named with their digests and addresses. Throws
 * not-found.
 */
export async function exportPerson(
  { db, clock }: ErasureDeps,
  caller: Principal,
  { id, withInternal }: { readonly id: number; readonly withInternal: boolean },
): Promise<object> {
  const at = clock.now();
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      const person = await readPerson(tx, caller.accountId, id);
      if (person === null) throw new AppError("not-found");
      await recordChange(tx, caller, at, {
        subject: `contact:${id}`,
        action: "exported",
        before: null,
        after: { notes: withInternal },
      });
      return {
        format: "kvit-person-1",
        exportedAt: formatInstant(at),
        person: await describe(tx, person),
        ...(await conversations(tx, person, withInternal)),
        mailsReceived: (await held.selectMails(tx, person)).map(({ received_at: received, ...mail }) => ({
          receivedAt: formatInstant(received),
          ...mail,
        })),
        mailsSent: (await held.selectSentMails(tx, person)).map(
          ({ created_at: created, sent_at: sent, ...mail }) => ({
            createdAt: formatInstant(created),
            sentAt: instantOrNull(sent),
            ...mail,
          }),
        ),
        devices: (await held.selectDevices(tx, person)).map((device) => ({
          createdAt: formatInstant(device.created_at),
          lastSeenAt: formatInstant(device.last_seen_at),
          expiresAt: formatInstant(device.expires_at),
        })),
        acts: (await held.selectActs(tx, person)).map(({ number, at: then, type }) => ({
          ticket: number,
          at: formatInstant(then),
          type,
        })),
      };
    });
}

async function describe(tx: Tx, { accountId, id, addresses }: Person): Promise<object> {
  const contact = await readContact(tx, accountId, id);
  if (contact === null) throw new AppError("not-found");
  return {
    id,
    name: contact.name,
    addresses,
    company: contact.company_name,
    language: contact.language,
    timeZone: contact.time_zone,
    notes: contact.notes,
    verifiedAt: instantOrNull(contact.verified_at),
    createdAt: formatInstant(contact.created_at),
  };
}

/** The person's tickets with what was said there, and what they said elsewhere. */
async function conversations(tx: Tx, person: Person, withInternal: boolean): Promise<object> {
  const tickets = await held.selectTickets(tx, person);
  const messages = await held.selectMessages(tx, person, withInternal);
  const files = await held.selectFiles(
    tx,
    person,
    messages.map(({ id }) => id),
  );
  const view = ({
    id,
    ticket_id: _ticket,
    at,
    author_kind,
    author_name,
    author_address,
    ...rest
  }: held.HeldMessage) => ({
    ...rest,
    at: formatInstant(at),
    author: { kind: author_kind, name: author_name, address: author_address },
    files: files.filter((file) => file.message_id === id).map(fileView),
  });
  const own = new Set(tickets.map(({ id }) => id));
  return {
    tickets: tickets.map(({ id, created_at: created, updated_at: updated, ...ticket }) => ({
      ...ticket,
      createdAt: formatInstant(created),
      updatedAt: formatInstant(updated),
      messages: messages.filter((message) => message.ticket_id === id).map(view),
    })),
    messagesElsewhere: messages.filter((message) => !own.has(message.ticket_id)).map(view),
  };
}

const fileView = ({ id, filename, content_type: contentType, size, sha256 }: held.HeldFile) => ({
  filename,
  contentType,
  size,
  sha256,
  url: `/api/v1/attachments/${id}`,
});

const instantOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : formatInstant(instant);
