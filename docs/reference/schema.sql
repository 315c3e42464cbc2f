-- The schema after all migrations, written by `npm run generate`. For reading and comparing only.

create extension pg_trgm;
create extension unaccent;

create type actor_kind as enum ('agent', 'customer', 'rule', 'system', 'api', 'import');
create type agent_role as enum ('owner', 'admin', 'agent');
create type intake_state as enum ('pending', 'message', 'suspended', 'ignored', 'failed');
create type mail_door as enum ('smtp', 'lmtp', 'imap', 'pipe');
create type message_kind as enum ('customer', 'agent', 'note', 'automatic');
create type outbox_state as enum ('held', 'queued', 'sending', 'sent', 'failed', 'bounced', 'cancelled');
create type ticket_channel as enum ('email', 'api', 'form', 'phone', 'chat', 'sample', 'import');
create type ticket_priority as enum ('low', 'normal', 'high', 'urgent');
create type ticket_status as enum ('new', 'open', 'answered', 'postponed', 'resolved', 'closed', 'spam', 'deleted', 'purged');

create sequence ticket_number as bigint start 1;

create table account (
  id integer not null,
  name text not null,
  ticket_prefix text not null default ''::text,
  language text not null default 'en'::text,
  time_zone text not null default 'UTC'::text,
  created_at timestamp with time zone not null default now(),
  set_up_at timestamp with time zone,
  lifecycle_version integer not null default 0,
  calendar_version integer not null default 0,
  constraint account_pkey PRIMARY KEY (id)
);

create table act (
  account_id integer not null,
  id text not null,
  agent_id integer not null,
  at timestamp with time zone not null,
  verb text not null,
  detail jsonb not null default '{}'::jsonb,
  numbers integer[] not null,
  undo_of text,
  undone_by text,
  constraint act_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX act_age ON public.act USING btree (at);
CREATE INDEX act_stack ON public.act USING btree (account_id, agent_id, at DESC, id);

create table agent (
  account_id integer not null,
  id integer not null generated always as identity,
  email text not null,
  name text not null,
  role agent_role not null default 'agent'::agent_role,
  language text not null default 'en'::text,
  time_zone text not null default 'UTC'::text,
  preferences jsonb not null default '{}'::jsonb,
  signature text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  deactivated_at timestamp with time zone,
  constraint agent_pkey PRIMARY KEY (account_id, id),
  constraint agent_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE UNIQUE INDEX agent_email ON public.agent USING btree (account_id, lower(email));

create table agent_backup_code (
  account_id integer not null,
  agent_id integer not null,
  hash bytea not null,
  used_at timestamp with time zone,
  constraint agent_backup_code_pkey PRIMARY KEY (account_id, agent_id, hash),
  constraint agent_backup_code_account_id_agent_id_fkey FOREIGN KEY (account_id, agent_id) REFERENCES agent_sign_in(account_id, agent_id)
);

create table agent_session (
  account_id integer not null,
  id integer not null generated always as identity,
  agent_id integer not null,
  token_hash bytea not null,
  device text not null default ''::text,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint agent_session_pkey PRIMARY KEY (account_id, id),
  constraint agent_session_account_id_agent_id_fkey FOREIGN KEY (account_id, agent_id) REFERENCES agent(account_id, id)
);
CREATE INDEX agent_session_agent ON public.agent_session USING btree (account_id, agent_id);
CREATE UNIQUE INDEX agent_session_token ON public.agent_session USING btree (token_hash);

create table agent_sign_in (
  account_id integer not null,
  agent_id integer not null,
  password_hash text not null,
  password_changed_at timestamp with time zone not null,
  totp_secret bytea,
  totp_confirmed_at timestamp with time zone,
  totp_last_step bigint not null default 0,
  constraint agent_sign_in_pkey PRIMARY KEY (account_id, agent_id),
  constraint agent_sign_in_account_id_agent_id_fkey FOREIGN KEY (account_id, agent_id) REFERENCES agent(account_id, id)
);

create table api_key (
  account_id integer not null,
  id integer not null generated always as identity,
  name text not null,
  agent_id integer not null,
  scope text not null default 'write'::text,
  prefix text not null,
  hash bytea not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_key_pkey PRIMARY KEY (account_id, id),
  constraint api_key_account_id_agent_id_fkey FOREIGN KEY (account_id, agent_id) REFERENCES agent(account_id, id),
  constraint api_key_scope_check CHECK ((scope = ANY (ARRAY['read'::text, 'write'::text])))
);
CREATE UNIQUE INDEX api_key_hash ON public.api_key USING btree (hash);

create table attachment (
  account_id integer not null,
  id bigint not null generated always as identity,
  sha256 text not null,
  size bigint not null,
  filename text not null,
  original_name text not null,
  content_type text not null,
  content_id text,
  inline boolean not null default false,
  ticket_id bigint,
  message_id bigint,
  uploaded_by integer,
  created_at timestamp with time zone not null default now(),
  constraint attachment_pkey PRIMARY KEY (account_id, id),
  constraint attachment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX attachment_message ON public.attachment USING btree (account_id, message_id);
CREATE INDEX attachment_sha256 ON public.attachment USING btree (sha256);
CREATE INDEX attachment_ticket ON public.attachment USING btree (account_id, ticket_id);

create table automatic_mail (
  account_id integer not null,
  address_key text not null,
  sent_at timestamp with time zone not null,
  constraint automatic_mail_pkey PRIMARY KEY (account_id, address_key, sent_at)
);

create table bulk_left (
  account_id integer not null,
  run_id bigint not null,
  number integer not null,
  reason text,
  detail text not null default ''::text,
  since jsonb,
  constraint bulk_left_pkey PRIMARY KEY (account_id, run_id, number),
  constraint bulk_left_account_id_run_id_fkey FOREIGN KEY (account_id, run_id) REFERENCES bulk_run(account_id, id) ON DELETE CASCADE
);

create table bulk_run (
  account_id integer not null,
  id bigint not null generated always as identity,
  act text not null,
  agent_id integer not null,
  via text not null,
  verb text not null,
  body jsonb not null,
  undo_of text,
  numbers integer[] not null,
  place integer not null default 0,
  done integer not null default 0,
  refused integer not null default 0,
  state text not null default 'running'::text,
  made_at timestamp with time zone not null,
  worked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint bulk_run_pkey PRIMARY KEY (account_id, id),
  constraint bulk_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text])))
);
CREATE UNIQUE INDEX bulk_run_act ON public.bulk_run USING btree (account_id, act);
CREATE INDEX bulk_run_running ON public.bulk_run USING btree (account_id, agent_id, id) WHERE (state = 'running'::text);

create table company (
  account_id integer not null,
  id integer not null generated always as identity,
  name text not null,
  domain text,
  notes text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint company_pkey PRIMARY KEY (account_id, id),
  constraint company_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE UNIQUE INDEX company_domain ON public.company USING btree (account_id, lower(domain)) WHERE (domain IS NOT NULL);

create table contact (
  account_id integer not null,
  id bigint not null generated always as identity,
  name text not null default ''::text,
  company_id integer,
  language text,
  time_zone text,
  notes text not null default ''::text,
  verified_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  erased_at timestamp with time zone,
  constraint contact_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX contact_name ON public.contact USING gin (folded(name) gin_trgm_ops);

create table contact_address (
  account_id integer not null,
  address_key text not null,
  address text not null,
  contact_id bigint not null,
  is_primary boolean not null default true,
  verified_at timestamp with time zone,
  constraint contact_address_pkey PRIMARY KEY (account_id, address_key),
  constraint contact_address_account_id_contact_id_fkey FOREIGN KEY (account_id, contact_id) REFERENCES contact(account_id, id)
);
CREATE INDEX contact_address_contact ON public.contact_address USING btree (account_id, contact_id);
CREATE INDEX contact_address_search ON public.contact_address USING gin (folded(address_key) gin_trgm_ops);

create table customer_code (
  account_id integer not null,
  challenge_hash bytea not null,
  code_hash bytea not null,
  contact_id bigint not null,
  address_key text not null,
  tries integer not null default 0,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint customer_code_pkey PRIMARY KEY (account_id, challenge_hash),
  constraint customer_code_account_id_contact_id_fkey FOREIGN KEY (account_id, contact_id) REFERENCES contact(account_id, id)
);
CREATE INDEX customer_code_age ON public.customer_code USING btree (created_at);
CREATE INDEX customer_code_contact ON public.customer_code USING btree (account_id, contact_id, created_at);

create table customer_device (
  account_id integer not null,
  token_hash bytea not null,
  contact_id bigint not null,
  address_key text not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint customer_device_pkey PRIMARY KEY (account_id, token_hash, contact_id),
  constraint customer_device_account_id_contact_id_fkey FOREIGN KEY (account_id, contact_id) REFERENCES contact(account_id, id)
);
CREATE INDEX customer_device_age ON public.customer_device USING btree (expires_at);
CREATE INDEX customer_device_contact ON public.customer_device USING btree (account_id, contact_id);

create table department (
  account_id integer not null,
  id integer not null generated always as identity,
  name text not null,
  language text not null default 'en'::text,
  time_zone text not null default 'UTC'::text,
  created_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone,
  week jsonb,
  holidays text[] not null default '{}'::text[],
  constraint department_pkey PRIMARY KEY (account_id, id),
  constraint department_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE UNIQUE INDEX department_name ON public.department USING btree (account_id, lower(name)) WHERE (retired_at IS NULL);

create table department_member (
  account_id integer not null,
  department_id integer not null,
  agent_id integer not null,
  lead boolean not null default false,
  deputy boolean not null default false,
  constraint department_member_pkey PRIMARY KEY (account_id, department_id, agent_id),
  constraint department_member_account_id_agent_id_fkey FOREIGN KEY (account_id, agent_id) REFERENCES agent(account_id, id),
  constraint department_member_account_id_department_id_fkey FOREIGN KEY (account_id, department_id) REFERENCES department(account_id, id)
);
CREATE INDEX department_member_agent ON public.department_member USING btree (account_id, agent_id);

create table draft (
  account_id integer not null,
  agent_id integer not null,
  ticket_id bigint not null,
  kind text not null,
  body text not null,
  updated_at timestamp with time zone not null default now(),
  constraint draft_pkey PRIMARY KEY (account_id, agent_id, ticket_id, kind),
  constraint draft_kind_check CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
);

create table idempotency_key (
  account_id integer not null,
  owner text not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  response jsonb,
  created_at timestamp with time zone not null default now(),
  act text,
  constraint idempotency_key_pkey PRIMARY KEY (account_id, owner, key),
  constraint idempotency_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX idempotency_key_age ON public.idempotency_key USING btree (created_at);

create table imap_cursor (
  account_id integer not null,
  mailbox_id integer not null,
  folder text not null,
  uid_validity bigint not null,
  last_uid bigint not null default 0,
  updated_at timestamp with time zone not null default now(),
  last_error text,
  constraint imap_cursor_pkey PRIMARY KEY (account_id, mailbox_id, folder)
);

create table intake (
  account_id integer not null,
  id bigint not null generated always as identity,
  door mail_door not null,
  mailbox_id integer not null,
  sha256 text not null,
  size bigint not null,
  envelope_from text,
  envelope_to text,
  remote text,
  uid_validity bigint,
  uid bigint,
  received_at timestamp with time zone not null default now(),
  state intake_state not null default 'pending'::intake_state,
  reason text,
  detail text,
  attempts integer not null default 0,
  lease_until timestamp with time zone,
  next_attempt_at timestamp with time zone not null default now(),
  decided_at timestamp with time zone,
  mail_id text,
  from_address text,
  subject text,
  ticket_id bigint,
  message_id bigint,
  duplicate_of bigint,
  constraint intake_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX intake_by_content ON public.intake USING btree (account_id, sha256);
CREATE INDEX intake_by_mail_id ON public.intake USING btree (account_id, mail_id) WHERE (mail_id IS NOT NULL);
CREATE INDEX intake_by_sender ON public.intake USING btree (account_id, from_address, received_at DESC);
CREATE INDEX intake_by_state ON public.intake USING btree (account_id, state, id DESC);
CREATE UNIQUE INDEX intake_imap_identity ON public.intake USING btree (account_id, mailbox_id, uid_validity, uid) WHERE (uid IS NOT NULL);
CREATE INDEX intake_pending ON public.intake USING btree (next_attempt_at, id) WHERE (state = 'pending'::intake_state);

create table invitation (
  account_id integer not null,
  id integer not null generated always as identity,
  email text not null,
  role agent_role not null,
  department_ids integer[] not null default '{}'::integer[],
  token_hash bytea not null,
  invited_by integer not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (account_id, id),
  constraint invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint invitation_account_id_invited_by_fkey FOREIGN KEY (account_id, invited_by) REFERENCES agent(account_id, id),
  constraint invitation_role_check CHECK ((role <> 'owner'::agent_role))
);
CREATE UNIQUE INDEX invitation_open ON public.invitation USING btree (account_id, lower(email)) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX invitation_token ON public.invitation USING btree (token_hash);

create table lifecycle (
  account_id integer not null,
  version integer not null,
  definition jsonb not null,
  made_at timestamp with time zone not null,
  made_by integer,
  note text not null default ''::text,
  constraint lifecycle_pkey PRIMARY KEY (account_id, version),
  constraint lifecycle_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

create table mailbox (
  account_id integer not null,
  id integer not null generated always as identity,
  name text not null,
  address text,
  department_id integer not null,
  language text not null default 'en'::text,
  signature text not null default ''::text,
  plus_addressing boolean not null default true,
  imap jsonb,
  relay jsonb,
  created_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone,
  constraint mailbox_pkey PRIMARY KEY (account_id, id),
  constraint mailbox_account_id_department_id_fkey FOREIGN KEY (account_id, department_id) REFERENCES department(account_id, id),
  constraint mailbox_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE UNIQUE INDEX mailbox_address ON public.mailbox USING btree (account_id, lower(address)) WHERE ((address IS NOT NULL) AND (retired_at IS NULL));

create table message (
  account_id integer not null,
  id bigint not null generated by default as identity,
  ticket_id bigint not null,
  kind message_kind not null,
  channel ticket_channel not null,
  at timestamp with time zone not null,
  author_kind actor_kind not null,
  author_id bigint,
  author_name text not null default ''::text,
  author_address text,
  verified boolean not null default true,
  recipients jsonb not null default '{}'::jsonb,
  language text,
  text text not null,
  visible_text text not null,
  html text,
  visible_html text,
  has_remote_images boolean not null default false,
  digest text not null,
  mail_id text,
  intake_id bigint,
  threaded_by text,
  flags text[] not null default '{}'::text[],
  erased_at timestamp with time zone,
  addressed_ticket_id bigint,
  went_to_ticket_id bigint,
  copy_of bigint,
  constraint message_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX message_addressed ON public.message USING btree (account_id, addressed_ticket_id) WHERE (addressed_ticket_id IS NOT NULL);
CREATE INDEX message_by_mail_id ON public.message USING btree (account_id, mail_id) WHERE (mail_id IS NOT NULL);
CREATE INDEX message_by_ticket ON public.message USING btree (account_id, ticket_id, id);

create table outbox (
  account_id integer not null,
  id bigint not null generated always as identity,
  ticket_id bigint,
  message_id bigint,
  mailbox_id integer,
  kind text not null,
  state outbox_state not null default 'queued'::outbox_state,
  mail_id text not null,
  envelope_from text not null,
  recipients text[] not null,
  accepted text[] not null default '{}'::text[],
  subject text not null,
  content jsonb not null,
  due_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  lease_until timestamp with time zone,
  fence integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  sandboxed boolean not null default false,
  constraint outbox_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX outbox_due ON public.outbox USING btree (due_at, id) WHERE (state = ANY (ARRAY['held'::outbox_state, 'queued'::outbox_state, 'sending'::outbox_state]));
CREATE UNIQUE INDEX outbox_mail_id ON public.outbox USING btree (account_id, mail_id);
CREATE INDEX outbox_message ON public.outbox USING btree (account_id, message_id);
CREATE INDEX outbox_ticket ON public.outbox USING btree (account_id, ticket_id, id);

create table password_reset (
  account_id integer not null,
  token_hash bytea not null,
  agent_id integer not null,
  address_key text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint password_reset_pkey PRIMARY KEY (account_id, token_hash),
  constraint password_reset_account_id_agent_id_fkey FOREIGN KEY (account_id, agent_id) REFERENCES agent(account_id, id)
);
CREATE INDEX password_reset_agent ON public.password_reset USING btree (account_id, agent_id);

create table secret (
  account_id integer not null,
  name text not null,
  value bytea not null,
  constraint secret_pkey PRIMARY KEY (account_id, name),
  constraint secret_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

create table setting (
  account_id integer not null,
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint setting_pkey PRIMARY KEY (account_id, key),
  constraint setting_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

create table setting_audit (
  account_id integer not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  actor_kind text not null,
  actor_id integer,
  subject text not null,
  action text not null,
  before jsonb,
  after jsonb,
  constraint setting_audit_pkey PRIMARY KEY (account_id, id),
  constraint setting_audit_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

create table sign_in_challenge (
  account_id integer not null,
  token_hash bytea not null,
  agent_id integer not null,
  tries integer not null default 0,
  expires_at timestamp with time zone not null,
  constraint sign_in_challenge_pkey PRIMARY KEY (account_id, token_hash),
  constraint sign_in_challenge_account_id_agent_id_fkey FOREIGN KEY (account_id, agent_id) REFERENCES agent(account_id, id)
);
CREATE INDEX sign_in_challenge_agent ON public.sign_in_challenge USING btree (account_id, agent_id);

create table sign_in_try (
  account_id integer not null,
  bucket bytea not null,
  since timestamp with time zone not null,
  tries integer not null,
  constraint sign_in_try_pkey PRIMARY KEY (account_id, bucket)
);
CREATE INDEX sign_in_try_age ON public.sign_in_try USING btree (since);

create table sla_timer (
  account_id integer not null,
  ticket_id bigint not null,
  kind text not null,
  due_at timestamp with time zone not null,
  constraint sla_timer_pkey PRIMARY KEY (account_id, ticket_id, kind)
);
CREATE INDEX sla_timer_due ON public.sla_timer USING btree (due_at);

create table tag (
  account_id integer not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  constraint tag_pkey PRIMARY KEY (account_id, name),
  constraint tag_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

create table ticket (
  account_id integer not null,
  id bigint not null generated by default as identity,
  number bigint not null,
  status ticket_status not null,
  stage text,
  subject text not null,
  contact_id bigint not null,
  department_id integer not null,
  assignee_id integer,
  priority ticket_priority not null,
  tags text[] not null default '{}'::text[],
  channel ticket_channel not null,
  mailbox_id integer,
  language text,
  rest jsonb not null,
  version integer not null,
  last_hash bytea not null,
  message_count integer not null default 0,
  preview text not null default ''::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  lifecycle_version integer not null default 0,
  constraint ticket_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX ticket_by_contact ON public.ticket USING btree (account_id, contact_id, id DESC);
CREATE INDEX ticket_by_created ON public.ticket USING btree (account_id, created_at, id);
CREATE UNIQUE INDEX ticket_by_number ON public.ticket USING btree (account_id, number);
CREATE INDEX ticket_history ON public.ticket USING btree (account_id, department_id, status, created_at, id);
CREATE INDEX ticket_lying ON public.ticket USING btree (account_id, status, updated_at, id) WHERE (status = ANY (ARRAY['closed'::ticket_status, 'spam'::ticket_status, 'deleted'::ticket_status]));
CREATE INDEX ticket_merged_into ON public.ticket USING btree (account_id, (((rest ->> 'mergedInto'::text))::bigint), id) WHERE ((rest ->> 'mergedInto'::text) IS NOT NULL);
CREATE INDEX ticket_settled_updated ON public.ticket USING btree (account_id, updated_at, id) WHERE (status = ANY (ARRAY['closed'::ticket_status, 'spam'::ticket_status, 'deleted'::ticket_status, 'purged'::ticket_status]));
CREATE INDEX ticket_subject ON public.ticket USING gin (folded(subject) gin_trgm_ops);
CREATE INDEX ticket_to_review ON public.ticket USING btree (account_id, updated_at, id) WHERE ((rest ->> 'needsReview'::text) = 'true'::text);

create table ticket_active (
  account_id integer not null,
  id bigint not null,
  number bigint not null,
  status ticket_status not null,
  department_id integer not null,
  assignee_id integer,
  priority ticket_priority not null,
  contact_id bigint not null,
  tags text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  waiting_since timestamp with time zone,
  due_at timestamp with time zone,
  constraint ticket_active_pkey PRIMARY KEY (account_id, id)
) with (fillfactor=70);
CREATE INDEX ticket_active_created ON public.ticket_active USING btree (account_id, created_at, id);
CREATE INDEX ticket_active_department ON public.ticket_active USING btree (account_id, department_id, status, updated_at, id);
CREATE INDEX ticket_active_updated ON public.ticket_active USING btree (account_id, updated_at, id);

create table ticket_event (
  account_id integer not null,
  ticket_id bigint not null,
  seq integer not null,
  position bigint not null generated always as identity,
  at timestamp with time zone not null,
  type text not null,
  actor_kind actor_kind not null,
  actor_id bigint,
  cause jsonb not null,
  act text not null,
  changes jsonb not null,
  data jsonb not null,
  prev_hash bytea not null,
  hash bytea not null,
  erased boolean not null default false,
  constraint ticket_event_pkey PRIMARY KEY (account_id, ticket_id, seq) INCLUDE (at)
);
CREATE INDEX ticket_event_moment ON public.ticket_event USING btree (account_id, at, ticket_id);
CREATE INDEX ticket_event_position ON public.ticket_event USING btree ("position");

create table ticket_interval (
  account_id integer not null,
  ticket_id bigint not null,
  from_at timestamp with time zone not null,
  from_seq integer not null,
  to_at timestamp with time zone,
  status ticket_status not null,
  stage text,
  department_id integer not null,
  assignee_id integer,
  priority ticket_priority not null,
  merged boolean not null default false,
  waiting_since timestamp with time zone,
  constraint ticket_interval_pkey PRIMARY KEY (account_id, ticket_id, from_seq)
);
CREATE INDEX ticket_interval_alive ON public.ticket_interval USING btree (account_id, (
CASE
    WHEN (to_at IS NULL) THEN 6
    WHEN ((to_at - from_at) <= '01:00:00'::interval) THEN 0
    WHEN ((to_at - from_at) <= '08:00:00'::interval) THEN 1
    WHEN ((to_at - from_at) <= '64:00:00'::interval) THEN 2
    WHEN ((to_at - from_at) <= '512:00:00'::interval) THEN 3
    WHEN ((to_at - from_at) <= '4096:00:00'::interval) THEN 4
    ELSE 5
END), from_at) INCLUDE (ticket_id, to_at, status, department_id, assignee_id, priority, waiting_since) WHERE ((status = ANY (ARRAY['new'::ticket_status, 'open'::ticket_status, 'answered'::ticket_status, 'postponed'::ticket_status, 'resolved'::ticket_status])) AND (NOT merged));
CREATE INDEX ticket_interval_merged ON public.ticket_interval USING btree (account_id, from_at) WHERE merged;
CREATE INDEX ticket_interval_settled ON public.ticket_interval USING btree (account_id, status, from_at) INCLUDE (ticket_id, to_at, department_id, assignee_id, priority) WHERE ((status = ANY (ARRAY['closed'::ticket_status, 'spam'::ticket_status, 'deleted'::ticket_status, 'purged'::ticket_status])) AND (NOT merged));

CREATE OR REPLACE FUNCTION public.folded(given text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select replace(replace(replace(replace(
    lower(translate(
      regexp_replace(
        normalize(given, nfd),
        '[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]',
        '', 'g'),
      'ŁłØøĐđÐðıςÆŒÞẞ', 'llooddddiσæœþß')),
    'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss')
$function$;
