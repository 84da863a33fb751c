-- Who may come in, and what they must show. Nothing of this is ever in an event.

create table login (
  account uuid primary key,
  login text not null unique,
  display_name text not null
);

-- Sealed by the credential key. last_step: the last time step whose code was used.
create table credential (
  account uuid not null references login,
  kind text not null check (kind in ('password', 'totp')),
  secret text not null,
  last_step bigint,
  primary key (account, kind)
);

-- A sign-in between its password and its code.
create table journey (
  digest bytea primary key,
  request text not null,
  account uuid not null,
  account_key text not null,
  expires_at timestamptz not null
);

create table session (
  sid uuid primary key,
  digest bytea not null unique,
  account uuid not null,
  authenticated_at timestamptz not null,
  seen_at timestamptz not null,
  closes_at timestamptz not null,
  ended_at timestamptz,
  cause text,
  announced boolean not null default false
);

create index session_open on session (seen_at) where ended_at is null;
create index session_unannounced on session (ended_at) where ended_at is not null and not announced;

-- What an application asked for, from its request to its answer. visit: the browser it is bound to.
create table authorization_request (
  digest bytea primary key,
  client text not null,
  parameters text not null,
  visit bytea,
  pushed boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table authorization_code (
  digest bytea primary key,
  session uuid not null,
  client text not null,
  redirect_uri text not null,
  challenge text not null,
  nonce text,
  scope text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table refresh_token (
  digest bytea primary key,
  session uuid not null,
  client text not null,
  scope text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Shared by the replicas: the first to insert a generation makes it.
create table signing_key (
  generation int primary key,
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null
);

grant select, insert on login, signing_key to ${service_role};
grant select, insert, update on credential to ${service_role};
grant select, insert, update, delete
  on journey, session, authorization_request, authorization_code, refresh_token
  to ${service_role};
