-- A merged ticket is nobody's turn, and mail for it goes on to another ticket.

alter table ticket_interval add column merged boolean not null default false;

alter table message
  -- the ticket the sender wrote to, when the message went on to the one that was merged into
  add column addressed_ticket_id bigint,
  -- the ticket where this message goes on: it was split off, or its ticket was unmerged
  add column went_to_ticket_id bigint,
  -- the message this one repeats in another ticket
  add column copy_of bigint;
create index message_addressed on message (account_id, addressed_ticket_id) where addressed_ticket_id is not null;

-- Which tickets were merged into one, and all that are merged.
create index ticket_merged_into on ticket (account_id, ((rest ->> 'mergedInto')::bigint), id)
  where rest ->> 'mergedInto' is not null;
