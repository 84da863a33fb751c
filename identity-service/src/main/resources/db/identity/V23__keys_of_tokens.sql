-- The key that an application proved to hold (RFC 9449): what it was given is good with it alone.
alter table authorization_code add column key text;
alter table refresh_token add column key text;
