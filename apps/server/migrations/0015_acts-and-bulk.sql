-- What each agent did, newest last: the one stack from which any of their devices takes back. The history of a ticket
-- names its acts, but no index leads from an act to its tickets, for every event would pay for it.
create table act (
  account_id int not null,
  id text not null,
  agent_id int not null,
  at timestamptz not null,
  verb text not null,
  -- what is told of it: to whom, which priority, until when; never what was written
  detail jsonb not null default '{}',
  numbers int[] not null,
  -- the act that this one took back; the act by which this one is taken back now
  undo_of text,
  undone_by text,
  primary key (account_id, id)
);
create index act_stack on act (account_id, agent_id, at desc, id);
create index act_age on act (at);

-- One act on many tickets, carried out bit by bit. `place`: how many of `numbers` had their turn; it moves in the
-- transaction that changes them, so a run that is cut off goes on exactly where it was.
create table bulk_run (
  account_id int not null,
  id bigint not null generated always as identity,
  act text not null,
  agent_id int not null,
  via text not null,
  verb text not null,
  body jsonb not null,
  undo_of text,
  numbers int[] not null,
  place int not null default 0,
  done int not null default 0,
  refused int not null default 0,
  state text not null default 'running' check (state in ('running', 'done', 'stopped')),
  made_at timestamptz not null,
  worked_at timestamptz not null,
  ended_at timestamptz,
  primary key (account_id, id)
);
create unique index bulk_run_act on bulk_run (account_id, act);
create index bulk_run_running on bulk_run (account_id, agent_id, id) where state = 'running';

-- The tickets a run left as they were. Without a reason there was nothing to do.
create table bulk_left (
  account_id int not null,
  run_id bigint not null,
  number int not null,
  reason text,
  detail text not null default '',
  -- what came in between: what, when and who
  since jsonb,
  primary key (account_id, run_id, number),
  foreign key (account_id, run_id) references bulk_run on delete cascade
);
