-- The ticket: `ticket_event` is the truth, `ticket` its fold, `ticket_active`
-- the narrow copy that all queues read, `ticket_interval` the history by time.

create type ticket_status as enum ('new', 'open', 'answered', 'postponed', 'resolved', 'closed', 'spam', 'deleted', 'purged');
create type ticket_priority as enum ('low', 'normal', 'high', 'urgent');
create type ticket_channel as enum ('email', 'api', 'form', 'phone', 'chat', 'sample', 'import');
create type actor_kind as enum ('agent', 'customer', 'rule', 'system', 'api', 'import');

create sequence ticket_number as bigint;

create table ticket (
  account_id int not null references account,
  id bigint generated always as identity,
  number bigint not null,
  status ticket_status not null,
  stage text,
  subject text not null,
  contact_id bigint not null,
  department_id int not null,
  assignee_id int,
  priority ticket_priority not null,
  tags text[] not null default '{}',
  channel ticket_channel not null,
  mailbox_id int,
  language text,
  -- the rest of the folded state: postponement, clocks, links, counters …
  rest jsonb not null,
  version int not null,
  last_hash bytea not null,
  message_count int not null default 0,
  preview text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id)
);
create unique index ticket_by_number on ticket (account_id, number);
create index ticket_by_contact on ticket (account_id, contact_id, id desc);
create index ticket_history on ticket (account_id, department_id, status, created_at, id);
create index ticket_by_created on ticket (account_id, created_at, id);
create index ticket_subject on ticket using gin (subject gin_trgm_ops);

create table ticket_active (
  account_id int not null,
  id bigint not null,
  number bigint not null,
  status ticket_status not null,
  department_id int not null,
  assignee_id int,
  priority ticket_priority not null,
  contact_id bigint not null,
  tags text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- since when somebody has been waiting for our word; null when nobody is
  waiting_since timestamptz,
  due_at timestamptz,
  primary key (account_id, id)
) with (fillfactor = 70);
create index ticket_active_updated on ticket_active (account_id, updated_at, id);
create index ticket_active_due on ticket_active (account_id, due_at, id);
create index ticket_active_created on ticket_active (account_id, created_at, id);
create index ticket_active_assignee on ticket_active (account_id, assignee_id, updated_at, id);
create index ticket_active_department on ticket_active (account_id, department_id, status, updated_at, id);
create index ticket_active_tags on ticket_active using gin (tags);

create table ticket_event (
  account_id int not null,
  ticket_id bigint not null,
  seq int not null,
  -- the order in which a process may read on; the order within a ticket is `seq`
  position bigint generated always as identity,
  at timestamptz not null,
  type text not null,
  actor_kind actor_kind not null,
  actor_id bigint,
  cause jsonb not null,
  act text not null,
  changes jsonb not null,
  data jsonb not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (account_id, ticket_id, seq)
);
create index ticket_event_position on ticket_event (position);
create index ticket_event_at on ticket_event using brin (at);

create table ticket_interval (
  account_id int not null,
  ticket_id bigint not null,
  from_at timestamptz not null,
  from_seq int not null,
  to_at timestamptz,
  status ticket_status not null,
  stage text,
  department_id int not null,
  assignee_id int,
  priority ticket_priority not null,
  primary key (account_id, ticket_id, from_seq)
);

create table sla_timer (
  account_id int not null,
  ticket_id bigint not null,
  kind text not null,
  due_at timestamptz not null,
  primary key (account_id, ticket_id, kind)
);
create index sla_timer_due on sla_timer (due_at);

create table tag (
  account_id int not null references account,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (account_id, name)
);

create table draft (
  account_id int not null,
  agent_id int not null,
  ticket_id bigint not null,
  kind text not null check (kind in ('reply', 'note')),
  body text not null,
  updated_at timestamptz not null default now(),
  primary key (account_id, agent_id, ticket_id, kind)
);

create table attachment (
  account_id int not null references account,
  id bigint generated always as identity,
  -- content address: SHA-256 of the bytes, in hexadecimal
  sha256 text not null,
  size bigint not null,
  filename text not null,
  original_name text not null,
  content_type text not null,
  content_id text,
  inline boolean not null default false,
  ticket_id bigint,
  message_id bigint,
  uploaded_by int,
  created_at timestamptz not null default now(),
  primary key (account_id, id)
);
create index attachment_message on attachment (account_id, message_id);
create index attachment_ticket on attachment (account_id, ticket_id);
create index attachment_sha256 on attachment (sha256);

create type message_kind as enum ('customer', 'agent', 'note', 'automatic');

create table message (
  account_id int not null,
  id bigint generated always as identity,
  ticket_id bigint not null,
  kind message_kind not null,
  channel ticket_channel not null,
  at timestamptz not null,
  author_kind actor_kind not null,
  author_id bigint,
  author_name text not null default '',
  author_address text,
  -- false: the sender's address was not proven to belong to this conversation
  verified boolean not null default true,
  recipients jsonb not null default '{}',
  language text,
  text text not null,
  visible_text text not null,
  html text,
  visible_html text,
  has_remote_images boolean not null default false,
  -- SHA-256 over the canonical form of text, html and attachments; also in the event
  digest text not null,
  -- the Message-ID header, without its angle brackets
  mail_id text,
  intake_id bigint,
  threaded_by text,
  flags text[] not null default '{}',
  erased_at timestamptz,
  primary key (account_id, id)
);
create index message_by_ticket on message (account_id, ticket_id, id);
create index message_by_mail_id on message (account_id, mail_id) where mail_id is not null;
