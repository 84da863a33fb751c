-- Sessions of browsers. What the browser holds is a random value; here is its digest only, so that
-- a copy of this table opens no session. The tokens are sealed with a key that is not in the
-- database.
create table session (
  id bytea primary key,
  sid text not null,
  tokens bytea not null,
  started_at timestamptz not null,
  idle_at timestamptz not null,
  ends_at timestamptz not null,
  refreshing_until timestamptz
);

create index session_sid on session (sid);
create index session_idle_at on session (idle_at);

grant select, insert, update, delete on session to ${service_role};
