-- Who works here, for whom, and under which rules. The account comes first in
-- every key, so that one database can hold several desks and be split later.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

create type agent_role as enum ('owner', 'admin', 'agent');

create table account (
  id int primary key,
  name text not null,
  ticket_prefix text not null default '',
  language text not null default 'en',
  time_zone text not null default 'UTC',
  created_at timestamptz not null default now(),
  set_up_at timestamptz
);

create table secret (
  account_id int not null references account,
  name text not null,
  value bytea not null,
  primary key (account_id, name)
);

create table setting (
  account_id int not null references account,
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (account_id, key)
);

create table department (
  account_id int not null references account,
  id int generated always as identity,
  name text not null,
  language text not null default 'en',
  time_zone text not null default 'UTC',
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (account_id, id)
);
create unique index department_name on department (account_id, lower(name)) where retired_at is null;

create table agent (
  account_id int not null references account,
  id int generated always as identity,
  email text not null,
  name text not null,
  role agent_role not null default 'agent',
  language text not null default 'en',
  time_zone text not null default 'UTC',
  preferences jsonb not null default '{}',
  signature text not null default '',
  created_at timestamptz not null default now(),
  deactivated_at timestamptz,
  primary key (account_id, id)
);
create unique index agent_email on agent (account_id, lower(email));

create table department_member (
  account_id int not null,
  department_id int not null,
  agent_id int not null,
  lead boolean not null default false,
  deputy boolean not null default false,
  primary key (account_id, department_id, agent_id),
  foreign key (account_id, department_id) references department,
  foreign key (account_id, agent_id) references agent
);
create index department_member_agent on department_member (account_id, agent_id);

create table company (
  account_id int not null references account,
  id int generated always as identity,
  name text not null,
  domain text,
  notes text not null default '',
  created_at timestamptz not null default now(),
  primary key (account_id, id)
);
create unique index company_domain on company (account_id, lower(domain)) where domain is not null;

create table contact (
  account_id int not null references account,
  id bigint generated always as identity,
  name text not null default '',
  company_id int,
  language text,
  time_zone text,
  notes text not null default '',
  -- Set once the person proved to hold the mailbox; from then on mail never changes the profile.
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (account_id, id)
);
create index contact_name on contact using gin (name gin_trgm_ops);

create table contact_address (
  account_id int not null,
  -- lower-cased form by which an address is found
  address_key text not null,
  address text not null,
  contact_id bigint not null,
  is_primary boolean not null default true,
  verified_at timestamptz,
  primary key (account_id, address_key),
  foreign key (account_id, contact_id) references contact
);
create index contact_address_contact on contact_address (account_id, contact_id);
create index contact_address_search on contact_address using gin (address_key gin_trgm_ops);

create table mailbox (
  account_id int not null references account,
  id int generated always as identity,
  name text not null,
  -- null: takes mail to every address that no other mailbox has
  address text,
  department_id int not null,
  language text not null default 'en',
  signature text not null default '',
  plus_addressing boolean not null default true,
  imap jsonb,
  relay jsonb,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, department_id) references department
);
create unique index mailbox_address on mailbox (account_id, lower(address)) where address is not null and retired_at is null;

create table api_key (
  account_id int not null,
  id int generated always as identity,
  name text not null,
  agent_id int not null,
  scope text not null default 'write' check (scope in ('read', 'write')),
  prefix text not null,
  hash bytea not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, agent_id) references agent
);
create unique index api_key_hash on api_key (hash);

create table setting_audit (
  account_id int not null references account,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id int,
  subject text not null,
  action text not null,
  before jsonb,
  after jsonb,
  primary key (account_id, id)
);

create table idempotency_key (
  account_id int not null references account,
  owner text not null,
  key text not null,
  request_hash bytea not null,
  status int,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, owner, key)
);
create index idempotency_key_age on idempotency_key (created_at);
