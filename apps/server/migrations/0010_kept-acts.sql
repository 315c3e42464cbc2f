-- What was done to a ticket under a key, told again with the answer that is told again.
alter table idempotency_key add column act text;
