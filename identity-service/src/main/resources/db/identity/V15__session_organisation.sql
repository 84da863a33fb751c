-- A freeze of an organisation ends the sessions of all its accounts.
alter table session add column organisation text;
comment on column session.organisation is 'The account''s when it signed in; null before this column was.';
create index session_account_open on session (account) where ended_at is null;
