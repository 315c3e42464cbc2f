-- Lists of active tickets are answered from memory; what is left for the database is the order of lists that go on into settled ones.
drop index ticket_active_assignee, ticket_active_tags, ticket_active_due;
