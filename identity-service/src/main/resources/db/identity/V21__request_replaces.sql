-- The session a browser had when it was sent to sign in anew: it ends when the new one begins.
alter table authorization_request add column replaces uuid;
