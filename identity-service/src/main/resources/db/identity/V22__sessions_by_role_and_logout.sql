-- How long a session may idle is its account's affair (R20).
alter table session
  add column idle_seconds int not null default 900,
  -- Whether the applications that have tokens of it are being told that it has ended.
  add column noticed boolean not null default false;

create index session_unnoticed on session (ended_at) where ended_at is not null and not noticed;

-- Applications still to be told of a session's end.
create table logout_notice (
  session uuid not null,
  client text not null,
  account uuid not null,
  attempts int not null default 0,
  next_at timestamptz not null,
  primary key (session, client)
);

create index refresh_token_session on refresh_token (session);

-- What is good once and was used: assertions, proofs.
create table spent (
  digest bytea primary key,
  expires_at timestamptz not null
);

grant select, insert, update, delete on logout_notice, spent to ${service_role};
