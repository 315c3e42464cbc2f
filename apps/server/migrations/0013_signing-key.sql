-- The key a desk signs exported histories with: its public half as it is, its private half sealed.
create table signing_key (
  account_id integer primary key references account (id),
  public_key bytea not null,
  sealed_key bytea not null,
  created_at timestamptz not null default now()
);
