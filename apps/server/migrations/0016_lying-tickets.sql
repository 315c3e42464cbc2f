-- Retention counts from the last thing that happened to a ticket, so it asks the tickets themselves.
create index ticket_lying on ticket (account_id, status, updated_at, id) where status in ('closed', 'spam', 'deleted');
drop index ticket_interval_lying;
