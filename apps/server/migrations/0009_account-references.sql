-- Every mail wrote rows into these five, and each row locked the one row of the account that all of them name: work that
-- concurrent mails did against each other. An account is made when the desk is set up and never removed; messages, events
-- and the queue's rows have always named it without a reference.
alter table intake drop constraint intake_account_id_fkey;
alter table outbox drop constraint outbox_account_id_fkey;
alter table automatic_mail drop constraint automatic_mail_account_id_fkey;
alter table contact drop constraint contact_account_id_fkey;
alter table ticket drop constraint ticket_account_id_fkey;
