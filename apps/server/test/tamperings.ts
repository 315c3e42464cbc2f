/** Something done to a ticket behind the desk's back, and what is said of it. */
export type Tampering = {
  readonly what: string;
  /** The tickets it is done to: a condition on the row `t`. */
  readonly of: string;
  /** $1 is the ticket's key. */
  readonly statement: string;
  /** Where it is found: an event, "last" for the ticket's newest, null for none. */
  readonly seq: number | "last" | null;
  readonly says: RegExp;
};

/** Closed tickets with a long history. */
export const anyone = "status = 'closed' and version >= 6";
const active = "status in ('new', 'open', 'answered', 'resolved')";
const column = (name: string, value: string, says: RegExp, of = anyone): Tampering => ({
  what: `the row's ${name}`,
  of,
  statement: `update ticket set ${name} = ${value} where id = $1`,
  seq: "last",
  says,
});
const queueColumn = (name: string, value: string): Tampering => ({
  what: `the queue's ${name}`,
  of: active,
  statement: `update ticket_active set ${name} = ${value} where id = $1`,
  seq: "last",
  says: new RegExp(`queue's row differs in ${name}`),
});
const eventColumn = (name: string, value: string, says = /altered/): Tampering => ({
  what: `an event's ${name}`,
  of: anyone,
  statement: `update ticket_event set ${name} = ${value} where ticket_id = $1 and seq = 3`,
  seq: 3,
  says,
});
const intervalColumn = (name: string, value: string, of = anyone): Tampering => ({
  what: `an interval's ${name}`,
  of,
  statement: `update ticket_interval set ${name} = ${value} where ticket_id = $1 and from_seq = (select min(from_seq) from ticket_interval where ticket_id = $1)`,
  seq: 3,
  says: new RegExp(`interval .*${name}`),
});

/** What is done to a ticket that is whole. */
export const tamperings: readonly Tampering[] = [
  column("number", "number + 1000000", /number/),
  column("number", "number + 1000000", /number/, active),
  column("status", "'open'", /status/),
  column("stage", "'investigating'", /stage/),
  column("subject", "'Another'", /subject/),
  column("contact_id", "contact_id + 1", /requesterId/),
  column("department_id", "department_id + 1", /departmentId/),
  column("assignee_id", "assignee_id + 1", /assigneeId/, `${anyone} and assignee_id is not null`),
  column("priority", "'urgent'", /priority/, `${anyone} and priority = 'low'`),
  column("tags", "array['vip']", /tags/),
  column("channel", "'chat'", /came by chat/),
  column("created_at", "created_at - interval '1 second'", /createdAt/),
  column("updated_at", "updated_at + interval '1 microsecond'", /updatedAt/),
  column("version", "version + 1", /version/),
  column("last_hash", String.raw`'\x00'`, /lastHash/),
  column("rest", "jsonb_set(rest, '{reopenCount}', '7')", /reopenCount/),
  column("rest", `rest || '{"gift": true}'`, /gift/),
  column("rest", "rest - 'closedAt'", /closedAt/),
  column("message_count", "message_count + 1", /counts/),
  column("preview", "'Something else'", /preview/),
  queueColumn("number", "number + 1000000"),
  queueColumn("status", "'postponed'"),
  queueColumn("department_id", "department_id + 1"),
  queueColumn("assignee_id", "coalesce(assignee_id, 0) + 1"),
  queueColumn("priority", "(case priority when 'low' then 'high' else 'low' end)::ticket_priority"),
  queueColumn("contact_id", "contact_id + 1"),
  queueColumn("tags", "array['vip']"),
  queueColumn("created_at", "created_at - interval '1 day'"),
  queueColumn("updated_at", "updated_at - interval '1 microsecond'"),
  queueColumn("waiting_since", "'2020-01-01T00:00:00Z'"),
  eventColumn("at", "at + interval '1 microsecond'"),
  eventColumn("type", "'note.added'"),
  eventColumn("actor_kind", "'rule'"),
  eventColumn("actor_id", "coalesce(actor_id, 0) + 1"),
  eventColumn("cause", `'{"kind": "macro", "id": 1}'`),
  eventColumn("act", "'another'"),
  eventColumn("changes", "'{}'"),
  eventColumn("data", `data || '{"why": "no"}'`),
  eventColumn("prev_hash", String.raw`'\x00'`, /does not follow/),
  eventColumn("hash", String.raw`'\x00'`),
  eventColumn("seq", "1000", /expected event 3/),
  eventColumn("erased", "true", /erased/),
  intervalColumn("from_at", "from_at - interval '1 hour'"),
  intervalColumn("to_at", "to_at - interval '1 second'"),
  intervalColumn("status", "'postponed'"),
  intervalColumn("stage", "'fixing'"),
  intervalColumn("department_id", "department_id + 1"),
  intervalColumn("assignee_id", "coalesce(assignee_id, 0) + 1"),
  intervalColumn("priority", "(case priority when 'low' then 'high' else 'low' end)::ticket_priority"),
  intervalColumn("waiting_since", "coalesce(waiting_since, from_at) + interval '1 minute'"),
  {
    what: "a message's text",
    of: anyone,
    statement:
      "update message set text = 'No.' where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /altered/,
  },
  {
    what: "a message's HTML",
    of: anyone,
    statement:
      "update message set html = '<p>No.</p>' where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /altered/,
  },
  {
    what: "a message's digest",
    of: anyone,
    statement:
      "update message set digest = 'f00' where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /another digest/,
  },
  {
    what: "a message's kind",
    of: anyone,
    statement:
      "update message set kind = 'note' where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /kept as note/,
  },
  {
    what: "a missing message",
    of: anyone,
    statement: "delete from message where id = (select min(id) from message where ticket_id = $1)",
    seq: 2,
    says: /message \d+ is missing/,
  },
  {
    what: "a message of nobody",
    of: anyone,
    statement: `insert into message (account_id, ticket_id, kind, channel, at, author_kind, text, visible_text, digest)
      values (1, $1, 'note', 'email', now(), 'agent', 'x', 'x', 'y')`,
    seq: null,
    says: /message \d+ is in no event/,
  },
  {
    what: "a file that was not there",
    of: anyone,
    statement: `insert into attachment (account_id, sha256, size, filename, original_name, content_type, ticket_id, message_id)
      select 1, 'aa', 1, 'a', 'a', 'text/plain', $1, min(id) from message where ticket_id = $1`,
    seq: 2,
    says: /files/,
  },
  {
    what: "a missing event",
    of: anyone,
    statement: "delete from ticket_event where ticket_id = $1 and seq = 4",
    seq: 4,
    says: /expected event 4, found 5/,
  },
  {
    what: "a missing last event",
    of: anyone,
    statement:
      "delete from ticket_event where ticket_id = $1 and seq = (select max(seq) from ticket_event where ticket_id = $1)",
    seq: "last",
    says: /differs/,
  },
  {
    what: "no events at all",
    of: anyone,
    statement: "delete from ticket_event where ticket_id = $1",
    seq: 0,
    says: /begins with an event/,
  },
  {
    what: "a missing interval",
    of: `${anyone} and (select count(*) from ticket_interval i where i.ticket_id = t.id) > 2`,
    statement: "delete from ticket_interval where ticket_id = $1 and to_at is null",
    seq: "last",
    says: /interval/,
  },
  {
    what: "no place in the queue",
    of: active,
    statement: "delete from ticket_active where id = $1",
    seq: "last",
    says: /missing in the queue/,
  },
  {
    what: "a place in the queue too many",
    of: anyone,
    statement: `insert into ticket_active (account_id, id, number, status, department_id, priority, contact_id, created_at, updated_at)
      select account_id, id, number, 'open', department_id, priority, contact_id, created_at, updated_at from ticket where id = $1`,
    seq: "last",
    says: /in the queue though it is closed/,
  },
  {
    what: "a timer for what is not postponed",
    of: anyone,
    statement: "insert into sla_timer (account_id, ticket_id, kind, due_at) values (1, $1, 'wake', now())",
    seq: "last",
    says: /timer would wake it/,
  },
];

const onPurged = (what: string, statement: string, seq: number | "last", says: RegExp): Tampering => ({
  what,
  of: anyone,
  statement,
  seq,
  says,
});
/** What is done to a ticket that was purged. */
export const tamperingsOfPurged: readonly Tampering[] = [
  onPurged(
    "a purged ticket's number",
    "update ticket set number = number + 1000000 where id = $1",
    "last",
    /number/,
  ),
  onPurged(
    "words left in an erased event",
    `update ticket_event set data = '{"subject": "Secret"}' where ticket_id = $1 and seq = 2`,
    2,
    /still tells something/,
  ),
  onPurged(
    "a message that outlived the purge",
    `insert into message (account_id, ticket_id, kind, channel, at, author_kind, text, visible_text, digest)
      values (1, $1, 'customer', 'email', now(), 'customer', 'x', 'x', 'y')`,
    "last",
    /1 messages are left/,
  ),
  onPurged(
    "a hash in the erased part of the chain",
    String.raw`update ticket_event set hash = '\x00' where ticket_id = $1 and seq = 2`,
    3,
    /does not follow/,
  ),
  onPurged(
    "a draft that outlived the purge",
    "insert into draft (account_id, agent_id, ticket_id, kind, body) values (1, 1, $1, 'note', 'x')",
    "last",
    /drafts are left/,
  ),
  onPurged(
    "an interval of a purged ticket",
    "update ticket_interval set to_at = to_at + interval '1 second' where ticket_id = $1 and from_seq = 3",
    3,
    /to_at/,
  ),
];
