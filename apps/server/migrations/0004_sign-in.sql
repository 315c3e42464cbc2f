-- How agents prove who they are. Tokens are kept as SHA-256 of 256 random bits
-- only, passwords as Argon2id, shared secrets of the second factor sealed: a
-- copy of these tables lets nobody in.

create table agent_sign_in (
  account_id int not null,
  agent_id int not null,
  password_hash text not null,
  password_changed_at timestamptz not null,
  -- sealed; the second factor counts from totp_confirmed_at on
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  -- the last time step whose code was taken: no code counts twice
  totp_last_step bigint not null default 0,
  primary key (account_id, agent_id),
  foreign key (account_id, agent_id) references agent
);

create table agent_backup_code (
  account_id int not null,
  agent_id int not null,
  hash bytea not null,
  used_at timestamptz,
  primary key (account_id, agent_id, hash),
  foreign key (account_id, agent_id) references agent_sign_in
);

create table agent_session (
  account_id int not null,
  id int generated always as identity,
  agent_id int not null,
  token_hash bytea not null,
  device text not null default '',
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- ends then however much it is used
  expires_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, agent_id) references agent
);
create unique index agent_session_token on agent_session (token_hash);
create index agent_session_agent on agent_session (account_id, agent_id);

-- The password was right and the second factor is still missing.
create table sign_in_challenge (
  account_id int not null,
  token_hash bytea not null,
  agent_id int not null,
  tries int not null default 0,
  expires_at timestamptz not null,
  primary key (account_id, token_hash),
  foreign key (account_id, agent_id) references agent
);
create index sign_in_challenge_agent on sign_in_challenge (account_id, agent_id);

create table password_reset (
  account_id int not null,
  token_hash bytea not null,
  agent_id int not null,
  -- the address it was mailed to; worth nothing once the agent has another
  address_key text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, token_hash),
  foreign key (account_id, agent_id) references agent
);
create index password_reset_agent on password_reset (account_id, agent_id);

create table invitation (
  account_id int not null references account,
  id int generated always as identity,
  email text not null,
  role agent_role not null check (role <> 'owner'),
  department_ids int[] not null default '{}',
  token_hash bytea not null,
  invited_by int not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, invited_by) references agent
);
create unique index invitation_token on invitation (token_hash);
create unique index invitation_open on invitation (account_id, lower(email)) where accepted_at is null and withdrawn_at is null;

-- Tries to sign in, counted by whom, from where and on which device. The bucket
-- is a digest: people type passwords into the field for the address.
create table sign_in_try (
  account_id int not null,
  bucket bytea not null,
  since timestamptz not null,
  tries int not null,
  primary key (account_id, bucket)
);
create index sign_in_try_age on sign_in_try (since);
