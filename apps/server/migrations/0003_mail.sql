-- Every mail ever seen (`intake`, the mail ledger) and every mail to be sent (`outbox`).

create type mail_door as enum ('smtp', 'lmtp', 'imap', 'pipe');
create type intake_state as enum ('pending', 'message', 'suspended', 'ignored', 'failed');

create table intake (
  account_id int not null references account,
  id bigint generated always as identity,
  door mail_door not null,
  mailbox_id int not null,
  -- the raw bytes: content address in the blob store
  sha256 text not null,
  size bigint not null,
  envelope_from text,
  envelope_to text,
  remote text,
  -- identity of the delivery where the door has one (IMAP)
  uid_validity bigint,
  uid bigint,
  received_at timestamptz not null default now(),
  state intake_state not null default 'pending',
  -- why it stands where it stands: a code, and a sentence's worth of facts
  reason text,
  detail text,
  attempts int not null default 0,
  lease_until timestamptz,
  next_attempt_at timestamptz not null default now(),
  decided_at timestamptz,
  mail_id text,
  from_address text,
  subject text,
  ticket_id bigint,
  message_id bigint,
  duplicate_of bigint,
  primary key (account_id, id)
);
create unique index intake_imap_identity on intake (account_id, mailbox_id, uid_validity, uid) where uid is not null;
create index intake_by_content on intake (account_id, sha256);
create index intake_pending on intake (next_attempt_at, id) where state = 'pending';
create index intake_by_state on intake (account_id, state, id desc);
create index intake_by_mail_id on intake (account_id, mail_id) where mail_id is not null;
create index intake_by_sender on intake (account_id, from_address, received_at desc);

create table imap_cursor (
  account_id int not null,
  mailbox_id int not null,
  folder text not null,
  uid_validity bigint not null,
  last_uid bigint not null default 0,
  updated_at timestamptz not null default now(),
  last_error text,
  primary key (account_id, mailbox_id, folder)
);

create type outbox_state as enum ('held', 'queued', 'sending', 'sent', 'failed', 'bounced', 'cancelled');

create table outbox (
  account_id int not null references account,
  id bigint generated always as identity,
  ticket_id bigint,
  message_id bigint,
  mailbox_id int,
  -- reply, receipt, solved, code, invitation, reset …
  kind text not null,
  state outbox_state not null default 'queued',
  -- chosen before the first try and never changed
  mail_id text not null,
  envelope_from text not null,
  recipients text[] not null,
  -- recipients the relay has taken already; never sent to again
  accepted text[] not null default '{}',
  subject text not null,
  -- everything needed to build the same bytes again: headers, text, html, attachment ids
  content jsonb not null,
  due_at timestamptz not null default now(),
  attempts int not null default 0,
  lease_until timestamptz,
  fence int not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  sandboxed boolean not null default false,
  primary key (account_id, id)
);
create unique index outbox_mail_id on outbox (account_id, mail_id);
create index outbox_due on outbox (due_at, id) where state in ('held', 'queued', 'sending');
create index outbox_message on outbox (account_id, message_id);
create index outbox_ticket on outbox (account_id, ticket_id, id);

-- When each address last had an automatic mail, so that nobody is flooded by us.
create table automatic_mail (
  account_id int not null references account,
  address_key text not null,
  sent_at timestamptz not null,
  primary key (account_id, address_key, sent_at)
);
