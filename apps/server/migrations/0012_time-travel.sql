-- The queue as it stood at any instant is read from the intervals: since when somebody waited for our word becomes one of
-- the facts an interval has, so that the order of a queue of the past needs no event.
alter table ticket_interval add column waiting_since timestamptz;

-- What each command left as the oldest unanswered message; purged tickets have no past to be told.
create temporary table waiting on commit drop as
  select account_id, ticket_id, at, last_seq, since from (
    select account_id, ticket_id, at, last_seq, since,
      lag(since) over (partition by account_id, ticket_id order by last_seq) as since_before
    from (
      select distinct on (account_id, ticket_id, at) account_id, ticket_id, at,
        max(seq) over (partition by account_id, ticket_id, at) as last_seq,
        case when jsonb_typeof(changes->'oldestUnansweredAt'->'to') = 'number'
          then 'epoch'::timestamptz + (changes->'oldestUnansweredAt'->>'to')::bigint * interval '1 microsecond' end as since,
        changes ? 'oldestUnansweredAt' as told
      from ticket_event
      where not erased
      order by account_id, ticket_id, at, (changes ? 'oldestUnansweredAt') desc, seq desc
    ) command
    where told
  ) change
  where since is distinct from since_before;
create index on waiting (account_id, ticket_id, last_seq);
analyze waiting;

-- Where only this changed, an interval ends and another begins.
create temporary table divided on commit drop as
  select w.account_id, w.ticket_id, w.at as from_at, w.last_seq as from_seq, i.to_at, i.status, i.stage, i.department_id, i.assignee_id, i.priority, i.merged
  from waiting w
  join lateral (
    select * from ticket_interval i
    where i.account_id = w.account_id and i.ticket_id = w.ticket_id and i.from_seq <= w.last_seq
    order by i.from_seq desc limit 1
  ) i on i.from_at < w.at;
insert into ticket_interval (account_id, ticket_id, from_at, from_seq, to_at, status, stage, department_id, assignee_id, priority, merged)
  select account_id, ticket_id, from_at, from_seq, to_at, status, stage, department_id, assignee_id, priority, merged from divided;
update ticket_interval i set to_at = next.from_at
  from (
    select account_id, ticket_id, from_seq, lead(from_at) over (partition by account_id, ticket_id order by from_seq) as from_at
    from ticket_interval
    where (account_id, ticket_id) in (select account_id, ticket_id from divided)
  ) next
  where i.account_id = next.account_id and i.ticket_id = next.ticket_id and i.from_seq = next.from_seq
    and i.to_at is distinct from next.from_at;
update ticket_interval i set waiting_since = known.since
  from (
    select account_id, ticket_id, last_seq, since,
      lead(last_seq) over (partition by account_id, ticket_id order by last_seq) as next_seq
    from waiting
  ) known
  where i.account_id = known.account_id and i.ticket_id = known.ticket_id and known.since is not null
    and i.from_seq >= known.last_seq and (known.next_seq is null or i.from_seq < known.next_seq);

-- Which intervals of working tickets an instant lies in. Intervals of like length stand together, so that of each length only
-- those that began within that length before the instant are looked at; `apps/server/src/tickets/past` asks the same lengths.
create index ticket_interval_alive on ticket_interval (
  account_id,
  (case when to_at is null then 6
    when to_at - from_at <= interval '1 hour' then 0
    when to_at - from_at <= interval '8 hours' then 1
    when to_at - from_at <= interval '64 hours' then 2
    when to_at - from_at <= interval '512 hours' then 3
    when to_at - from_at <= interval '4096 hours' then 4
    else 5 end),
  from_at
) include (ticket_id, to_at, status, department_id, assignee_id, priority, waiting_since)
  where status in ('new', 'open', 'answered', 'postponed', 'resolved') and not merged;
-- Settled tickets stay as they are for ever, nearly all of them.
create index ticket_interval_settled on ticket_interval (account_id, status, from_at)
  include (ticket_id, to_at, department_id, assignee_id, priority)
  where status in ('closed', 'spam', 'deleted', 'purged') and not merged;
create index ticket_interval_merged on ticket_interval (account_id, from_at) where merged;

-- What happened last before an instant, newest first.
create index ticket_event_moment on ticket_event (account_id, at, ticket_id);
drop index ticket_event_at;
-- When a ticket last changed before an instant is read from the index alone.
alter table ticket_event drop constraint ticket_event_pkey;
alter table ticket_event add primary key (account_id, ticket_id, seq) include (at);
analyze ticket_interval;
