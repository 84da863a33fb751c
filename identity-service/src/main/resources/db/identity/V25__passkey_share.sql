-- How many passkeys each account has, for figures by organisation. Written from the events.
create table passkey_share (
  account uuid primary key,
  organisation text not null,
  passkeys int not null default 0
);

grant select, insert, update on passkey_share to ${service_role};
