-- Of a person who was erased the key alone stays, as tickets name it.
alter table contact add column erased_at timestamptz;
