-- The life cycle as a desk sets it. Every version is kept; version 0 is the one
-- that is shipped and is in no row. A ticket's wait is judged by the version
-- under which it began.
create table lifecycle (
  account_id int not null references account,
  version int not null,
  definition jsonb not null,
  made_at timestamptz not null,
  made_by int,
  note text not null default '',
  primary key (account_id, version)
);

alter table account add column lifecycle_version int not null default 0;
-- counts the changes of working hours, so that each process knows when to read them again
alter table account add column calendar_version int not null default 0;
alter table ticket add column lifecycle_version int not null default 0;

-- working hours by weekday, Monday first, in minutes since midnight; null: Monday to Friday, nine to five
alter table department add column week jsonb;
alter table department add column holidays text[] not null default '{}';
