-- What somebody has to look at is little, in whatever status it lies.
create index ticket_to_review on ticket (account_id, updated_at, id) where rest ->> 'needsReview' = 'true';

-- What has lain where it lies the longest: retention asks each hour.
create index ticket_interval_lying on ticket_interval (account_id, status, from_at) include (ticket_id)
  where to_at is null and status in ('closed', 'spam', 'deleted');
