import type { z } from "zod";
import type { createTicket as createTicketSchema } from "@kvit/contract/tickets";
import { can } from "@kvit/domain/permissions";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { Tx } from "../platform/postgres/pool.ts";
import type { MailPort } from "./mail-port.ts";
import { findOrCreateContact } from "../contacts/contacts.queries.ts";
import { findDepartmentId } from "../people/find-people.queries.ts";
import { byAgent } from "./by-agent.ts";
import { contentOf } from "./message-content.ts";
import { openTicket, type Opened } from "./open-ticket.ts";
import type { Work } from "./unit-of-work.ts";

type NewTicket = z.infer<typeof createTicketSchema>;

/** Opens a ticket on behalf of a customer: by the API, or by an agent who took a call. Throws bad-request for an unknown department and where nothing is said. */
export async function createTicket(
  work: Work,
  mail: MailPort,
  caller: Principal,
  input: NewTicket,
): Promise<Opened> {
  const { accountId } = caller;
  const content = contentOf(input);
  const departmentId = await departmentFor(work.tx, accountId, input.department);
  const right = can(caller.agent, "ticket.create", { departmentId, assigneeId: caller.agent.id });
  if (!right.ok) throw new AppError("forbidden", { reason: right.reason });
  const { requester } = input;
  const { contactId } = await findOrCreateContact(work.tx, accountId, {
    address: requester.email,
    name: requester.name ?? "",
    language: requester.language ?? null,
  });
  const by = byAgent(caller);
  const opened = await openTicket(work, {
    accountId,
    subject: input.subject,
    requesterId: contactId,
    departmentId,
    ...(input.priority === undefined ? {} : { priority: input.priority }),
    tags: input.tags ?? [],
    channel: input.channel ?? "api",
    actor: by.actor,
    cause: by.cause,
    language: requester.language ?? null,
    message: {
      kind: "customer",
      author: {
        actor: { kind: "customer", id: contactId },
        name: requester.name ?? "",
        address: requester.email,
      },
      ...content,
      attachmentIds: input.attachments ?? [],
    },
  });
  await mail.receipt(work, { accountId, stored: opened.stored });
  return opened;
}

async function departmentFor(tx: Tx, accountId: number, given: string | number | undefined): Promise<number> {
  if (given === undefined) {
    const first = await tx
      .selectFrom("department")
      .select("id")
      .where("account_id", "=", accountId)
      .where("retired_at", "is", null)
      .orderBy("id")
      .limit(1)
      .executeTakeFirstOrThrow();
    return first.id;
  }
  const id = await findDepartmentId(tx, accountId, String(given));
  if (id === null) {
    const message = `There is no department ${given}.`;
    throw new AppError("bad-request", { detail: message, errors: [{ path: "department", message }] });
  }
  return id;
}
