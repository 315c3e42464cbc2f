import type { Selectable } from "kysely";
import type { Ticket } from "@kvit/domain/tickets";
import type { Database } from "../platform/postgres/generated/database.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

/** A ticket's row read back: the folded state, and what stands beside it. */
export type StoredTicket = {
  readonly ticket: Ticket;
  readonly channel: Database["ticket"]["channel"];
  readonly mailboxId: number | null;
  readonly language: string | null;
  /** The version of the life cycle under which its present wait began. */
  readonly lifecycleVersion: number;
};

type Rest = Omit<
  Ticket,
  | "id"
  | "number"
  | "status"
  | "stage"
  | "subject"
  | "requesterId"
  | "departmentId"
  | "assigneeId"
  | "priority"
  | "tags"
  | "createdAt"
  | "updatedAt"
  | "version"
  | "lastHash"
>;

/** What came to the folded state later: a row written before does not have it. */
const added: Pick<Rest, "givenApprovals" | "resumedAt" | "climb"> = {
  givenApprovals: [],
  resumedAt: null,
  climb: null,
};

export function ticketFromRow(row: Selectable<Database["ticket"]>): StoredTicket {
  return {
    ticket: {
      ...added,
      ...trusted<Rest>(row.rest),
      id: row.id,
      number: row.number,
      status: row.status,
      stage: row.stage,
      subject: row.subject,
      requesterId: row.contact_id,
      departmentId: row.department_id,
      assigneeId: row.assignee_id,
      priority: row.priority,
      tags: row.tags,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      version: row.version,
      lastHash: row.last_hash.toString("hex"),
    },
    channel: row.channel,
    mailboxId: row.mailbox_id,
    language: row.language,
    lifecycleVersion: row.lifecycle_version,
  };
}

/** The columns that hold the folded state; `rest` takes all that no query filters by. */
export function rowFromTicket(ticket: Ticket) {
  const {
    id,
    number,
    status,
    stage,
    subject,
    requesterId,
    departmentId,
    assigneeId,
    priority,
    tags,
    createdAt,
    updatedAt,
    version,
    lastHash,
    ...rest
  } = ticket;
  return {
    id,
    number,
    status,
    stage,
    subject,
    contact_id: requesterId,
    department_id: departmentId,
    assignee_id: assigneeId,
    priority,
    tags: [...tags],
    created_at: createdAt,
    updated_at: updatedAt,
    version,
    last_hash: Buffer.from(lastHash, "hex"),
    rest: rest satisfies Rest,
  };
}
