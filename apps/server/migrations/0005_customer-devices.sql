-- How customers prove that they hold a mailbox: by a code sent to it. A proof
-- is of one address on one device; it counts while the contact has the address.

create table customer_code (
  account_id int not null,
  -- SHA-256 of the token that only the asking browser holds
  challenge_hash bytea not null,
  -- HMAC of the code under that token: a copy of this table gives no code away
  code_hash bytea not null,
  contact_id bigint not null,
  address_key text not null,
  tries int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, challenge_hash),
  foreign key (account_id, contact_id) references contact
);
create index customer_code_contact on customer_code (account_id, contact_id, created_at);
create index customer_code_age on customer_code (created_at);

create table customer_device (
  account_id int not null,
  -- SHA-256 of the token in the device's cookie; one device may prove several contacts
  token_hash bytea not null,
  contact_id bigint not null,
  address_key text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (account_id, token_hash, contact_id),
  foreign key (account_id, contact_id) references contact
);
create index customer_device_contact on customer_device (account_id, contact_id);
create index customer_device_age on customer_device (expires_at);
